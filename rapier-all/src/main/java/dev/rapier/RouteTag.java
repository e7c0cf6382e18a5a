package dev.rapier;

import dev.rapier.sql.SqlTagSource;
import dev.rapier.web.Endpoint;
import java.util.Map;

/** Puts the template of the request's route into the comments of SQL statements, where they are asked for. */
public final class RouteTag implements SqlTagSource {
    /** For {@link java.util.ServiceLoader}. */
    public RouteTag() {}

    @Override
    public Map<String, String> tags() {
        return Endpoint.current()
                .map(route -> Map.of("route", route.template()))
                .orElse(Map.of());
    }
}
