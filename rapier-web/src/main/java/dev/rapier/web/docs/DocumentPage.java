package dev.rapier.web.docs;

import dev.rapier.web.ApiDescription;
import dev.rapier.web.Endpoint;
import dev.rapier.web.Handler;
import dev.rapier.web.Request;
import dev.rapier.web.Response;
import dev.rapier.web.openapi.OpenApiDocument;
import java.util.List;
import java.util.function.Supplier;

/** The document itself, made on the first request and kept. */
final class DocumentPage implements Handler {
    private final ApiDescription api;
    private final Supplier<List<Endpoint>> endpoints;

    // Two first requests at once may make it twice, which does no harm.
    private volatile byte[] document = {};

    DocumentPage(ApiDescription api, Supplier<List<Endpoint>> endpoints) {
        this.api = api;
        this.endpoints = endpoints;
    }

    @Override
    public Response call(Request request) {
        byte[] known = document;
        if (known.length == 0) {
            known = OpenApiDocument.bytes(api, endpoints.get());
            document = known;
        }
        return Response.of(known, "application/json");
    }
}
