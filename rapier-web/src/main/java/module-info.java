/** The web framework: app, routing, binding, validation, responses, OpenAPI, and the seam to an HTTP engine. */
@org.jspecify.annotations.NullMarked
module dev.rapier.web {
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.http;
    requires jakarta.validation;
    requires org.hibernate.validator;
    requires tools.jackson.databind;
    requires redoc;
    requires swagger.ui;
    requires jdk.unsupported;

    exports dev.rapier.web;
    exports dev.rapier.web.engine;
    exports dev.rapier.web.memory;

    uses dev.rapier.web.engine.Engine;
    uses dev.rapier.web.AppExtension;
}
