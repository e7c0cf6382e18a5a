package dev.rapier.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The service that the guide to the HTTP client calls. */
final class ExampleApi implements AutoCloseable {
    private static final String ADA = "{\"id\":1,\"name\":\"Ada\"}";
    private static final String BOB = "{\"id\":2,\"name\":\"Bob\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private ExampleApi(HttpServer server) {
        this.server = server;
    }

    static ExampleApi start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var api = new ExampleApi(HttpServer.create(address, 0));
        api.server.setExecutor(api.threads);
        api.server.createContext("/", api::answer);
        api.server.start();
        return api;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /users/1" -> json(exchange, 200, ADA);
                case "GET /users/2" -> json(exchange, 200, BOB);
                case "GET /users/9" -> json(exchange, 404, "{\"detail\":\"User not found\"}");
                case "GET /users" -> {
                    exchange.getResponseHeaders().add("Link", "</users?page=2>; rel=\"next\"");
                    json(exchange, 200, "[" + ADA + "," + BOB + "]");
                }
                case "GET /staff" -> json(exchange, 200, "{\"engine\":[" + ADA + "]}");
                case "POST /users" -> json(exchange, 201, body.replace("\"id\":0", "\"id\":3"));
                case "GET /export.csv" -> text(exchange, 200, "text/csv", "id,name\n1,Ada\n2,Bob\n");
                case "GET /events" -> text(exchange, 200, "text/event-stream", "data: tick 1\n\ndata: tick 2\n\n");
                case "POST /echo" -> text(exchange, 200, "text/plain", body);
                case "POST /reports" -> text(exchange, 200, "text/plain", parts(body));
                case "GET /slow" -> waitForTheEnd();
                case "GET /old" -> {
                    exchange.getResponseHeaders().add("Location", "/users/1");
                    text(exchange, 302, "text/plain", "");
                }
                case "GET /basic" -> login(exchange, "Basic YWRhOnNlY3JldA==", "Basic realm=\"api\"", "hello ada");
                case "GET /bearer" -> login(exchange, "Bearer fresh", "Bearer", "hello, fresh");
                case "POST /token" -> text(exchange, 200, "text/plain", "fresh");
                case "GET /digest" -> digest(exchange);
                case "POST /login" -> {
                    exchange.getResponseHeaders().add("Set-Cookie", "session=s1; HttpOnly; Path=/");
                    text(exchange, 200, "text/plain", "");
                }
                case "GET /me" -> json(exchange, "session=s1".equals(header(exchange, "Cookie")) ? 200 : 401, ADA);
                default -> text(exchange, 404, "text/plain", "no " + path);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void login(HttpExchange exchange, String right, String challenge, String welcome)
            throws IOException {
        boolean in = header(exchange, "Authorization").equals(right);
        exchange.getResponseHeaders().add("WWW-Authenticate", challenge);
        text(exchange, in ? 200 : 401, "text/plain", in ? welcome : "");
    }

    private static void digest(HttpExchange exchange) throws IOException {
        String given = header(exchange, "Authorization");
        String expected = hash(hash("ada:api:secret") + ":n1:" + parameter(given, "nc") + ":"
                + parameter(given, "cnonce") + ":auth:" + hash("GET:/digest"));
        boolean in = parameter(given, "response").equals(expected);
        exchange.getResponseHeaders()
                .add("WWW-Authenticate", "Digest realm=\"api\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
        text(exchange, in ? 200 : 401, "text/plain", in ? "hello ada by digest" : "");
    }

    private static String parameter(String header, String name) {
        var found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(header);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line for each part of a form: name, file name and type. */
    private static String parts(String body) {
        return Pattern.compile("form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\"\r\nContent-Type: (\\S+))?")
                .matcher(body)
                .results()
                .map(part -> part.group(1) + (part.group(2) == null ? "" : " " + part.group(2) + " " + part.group(3)))
                .collect(Collectors.joining("\n"));
    }

    private void waitForTheEnd() {
        try {
            closing.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        text(exchange, status, "application/json", body);
    }

    private static void text(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
