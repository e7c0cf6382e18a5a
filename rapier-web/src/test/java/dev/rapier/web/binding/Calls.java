package dev.rapier.web.binding;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.Handler;
import dev.rapier.web.Request;
import dev.rapier.web.RequestValidationException;
import dev.rapier.web.ValidationError;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.Exchange;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Calls one bound method with requests made by hand. */
final class Calls {
    private final Handler handler;
    private final PathTemplate path;

    private Calls(Handler handler, PathTemplate path) {
        this.handler = handler;
        this.path = path;
    }

    static Calls to(Object target, String method, String path) {
        return to(target, method, path, true);
    }

    static Calls to(Object target, String method, String path, boolean strictContentType) {
        PathTemplate template = PathTemplate.parse(path);
        return new Calls(
                new Binder(new Shapes(), () -> strictContentType, _ -> false)
                        .compile(target, method(target, method), template),
                template);
    }

    static Method method(Object target, String name) {
        return Arrays.stream(target.getClass().getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Object get(String query, String... headers) throws Exception {
        return call(query, null, List.of(headers), List.of());
    }

    Object path(String... values) throws Exception {
        return call(null, null, List.of(), List.of(values));
    }

    Object json(String body) throws Exception {
        return body(body, "content-type", "application/json");
    }

    Object body(String body, String... headers) throws Exception {
        return call(null, body.getBytes(StandardCharsets.UTF_8), List.of(headers), List.of());
    }

    Object call(String query, byte[] body, List<String> headers, List<String> pathValues) throws Exception {
        HeaderList list = HeaderList.create();
        for (int i = 0; i < headers.size(); i += 2) {
            list.add(headers.get(i), headers.get(i + 1));
        }
        var exchange = new HandMade(query, list, body == null ? new byte[0] : body);
        return handler.call(Request.of(exchange, path.names(), pathValues));
    }

    interface Failing {
        Object run() throws Exception;
    }

    /** The errors as one line each: {@code query.q missing Field required <- null}. */
    static List<String> errors(Failing call) {
        return validation(call).errors().stream().map(Calls::line).toList();
    }

    static RequestValidationException validation(Failing call) {
        try {
            throw new AssertionError("accepted: " + call.run());
        } catch (RequestValidationException refused) {
            return refused;
        } catch (Exception other) {
            throw new AssertionError("failed otherwise: " + other, other);
        }
    }

    private static String line(ValidationError error) {
        String loc = String.join(".", error.loc().stream().map(Object::toString).toList());
        return loc + " " + error.type() + ": " + error.msg() + " <- " + error.input();
    }

    private record HandMade(String query, Headers headers, byte[] body) implements Exchange {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String httpVersion() {
            return "HTTP/1.1";
        }

        @Override
        public String authority() {
            return "localhost";
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return InetSocketAddress.createUnresolved("localhost", 1);
        }

        @Override
        public void respond(int status, Headers fields, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BodyStream stream(int status, Headers fields) {
            throw new UnsupportedOperationException();
        }
    }
}
