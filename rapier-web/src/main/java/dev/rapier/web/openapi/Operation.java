package dev.rapier.web.openapi;

import dev.rapier.http.Description;
import dev.rapier.http.Summary;
import dev.rapier.http.Tags;
import dev.rapier.http.route.WireName;
import dev.rapier.web.Endpoint;
import dev.rapier.web.binding.BodyInput;
import dev.rapier.web.binding.BoundMethod;
import dev.rapier.web.binding.Input;
import dev.rapier.web.binding.SchemaNames;
import dev.rapier.web.binding.Source;
import dev.rapier.web.binding.Titles;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One method of one path. */
final class Operation {
    /** Of these FastAPI describes a body; RFC 9110 gives one no meaning for the others. */
    private static final Set<String> WITH_BODY = Set.of("get", "head", "post", "put", "delete", "patch");

    private final Endpoint endpoint;
    private final String method;
    private final Definitions definitions;
    private final SchemaNames names;
    private final @Nullable BoundMethod bound;

    /** Those of the handler and of what makes that which it needs; of several of one name the handler's own, else the first. */
    private final List<Input> inputs;

    private final String name;
    private final String id;

    Operation(Endpoint endpoint, String method, Definitions definitions) {
        this.endpoint = endpoint;
        this.method = method;
        this.definitions = definitions;
        this.names = definitions.names(false);
        this.bound = endpoint.handler() instanceof BoundMethod handler ? handler : null;
        this.inputs = inputs(endpoint);
        this.name = bound == null
                ? OperationName.ofHandler(endpoint.name())
                : WireName.snake(bound.method().getName());
        this.id = OperationName.id(name, endpoint.path().openApiPath(), method);
    }

    private static List<Input> inputs(Endpoint endpoint) {
        var byName = new LinkedHashMap<List<String>, Input>();
        Stream.concat(Stream.of(endpoint.handler()), endpoint.providers().stream())
                .filter(BoundMethod.class::isInstance)
                .flatMap(handler -> ((BoundMethod) handler).inputs().stream())
                .forEach(input -> byName.putIfAbsent(List.of(input.source().word(), input.name()), input));
        return byName.values().stream()
                .sorted(Comparator.comparing(Input::source))
                .toList();
    }

    Map<String, @Nullable Object> describe() {
        var operation = new LinkedHashMap<String, @Nullable Object>();
        Tags tags = annotation(Tags.class);
        if (tags != null) {
            operation.put("tags", List.of(tags.value()));
        }
        Summary summary = annotation(Summary.class);
        operation.put("summary", summary == null ? Titles.of(name) : summary.value());
        Description description = annotation(Description.class);
        if (description != null && !description.value().isEmpty()) {
            operation.put("description", description.value());
        }
        operation.put("operationId", id);
        if (annotation(Deprecated.class) != null) {
            operation.put("deprecated", true);
        }
        List<Object> parameters = parameters();
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        boolean hasBody = bound != null && !bound.body().isEmpty();
        if (hasBody && bound != null && WITH_BODY.contains(method)) {
            operation.put("requestBody", requestBody(bound.body()));
        }
        Map<String, @Nullable Object> responses = new ResponseSchema(endpoint, bound, id, definitions).describe();
        if (hasBody || !inputs.isEmpty()) {
            responses.put("422", ValidationErrorSchema.response(definitions));
        }
        operation.put("responses", responses);
        return operation;
    }

    private <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return bound == null ? null : bound.method().getAnnotation(type);
    }

    private List<Object> parameters() {
        var parameters = new ArrayList<>();
        for (String pathName : endpoint.path().names()) {
            if (inputs.stream().noneMatch(input -> isPath(input, pathName))) {
                parameters.add(unboundPathName(pathName));
            }
        }
        inputs.stream()
                .filter(input -> !input.documentation().hidden())
                .map(this::parameter)
                .forEach(parameters::add);
        return parameters;
    }

    private static boolean isPath(Input input, String name) {
        return input.source() == Source.PATH && input.name().equals(name);
    }

    /** OpenAPI wants every name of the template described, also those that the handler asks the request for. */
    private static Map<String, Object> unboundPathName(String pathName) {
        var parameter = new LinkedHashMap<String, Object>();
        parameter.put("name", pathName);
        parameter.put("in", "path");
        parameter.put("required", true);
        parameter.put("schema", Map.of("type", "string", "title", Titles.of(pathName)));
        return parameter;
    }

    private Map<String, @Nullable Object> parameter(Input input) {
        var parameter = new LinkedHashMap<String, @Nullable Object>();
        parameter.put("name", input.name());
        parameter.put("in", input.source().word());
        parameter.put("required", input.isRequired());
        parameter.put("schema", input.schema(names));
        if (!input.documentation().description().isEmpty()) {
            parameter.put("description", input.documentation().description());
        }
        if (input.documentation().deprecated()) {
            parameter.put("deprecated", true);
        }
        return parameter;
    }

    private Map<String, @Nullable Object> requestBody(BodyInput body) {
        var requestBody = new LinkedHashMap<String, @Nullable Object>();
        Map<String, @Nullable Object> schema = body.schema("Body_" + id, names);
        requestBody.put("content", Map.of("application/json", Map.of("schema", schema)));
        if (body.isRequired()) {
            requestBody.put("required", true);
        }
        return requestBody;
    }
}
