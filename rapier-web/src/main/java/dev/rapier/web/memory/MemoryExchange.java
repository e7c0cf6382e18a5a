package dev.rapier.web.memory;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.HttpStatus;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.Exchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request in memory, seen from the application. */
final class MemoryExchange implements Exchange {
    /** Status and fields of an answer. */
    record AnswerHead(int status, Headers headers) {}

    private final String method;
    private final String target;
    private final Headers headers;
    private final byte[] requestBody;
    private final CompletableFuture<AnswerHead> head = new CompletableFuture<>();
    private final MemoryBody body = new MemoryBody();

    MemoryExchange(String method, String target, Headers headers, byte[] requestBody) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.requestBody = requestBody;
    }

    CompletableFuture<AnswerHead> head() {
        return head;
    }

    /** The body of the answer. */
    MemoryBody answerBody() {
        return body;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    @Override
    public @Nullable String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
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
        return headers.first("host").orElse("testserver");
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public byte[] body() {
        return requestBody;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }

    @Override
    public void respond(int status, Headers fields, byte[] content) {
        boolean bodyless = method.equals("HEAD") || !HttpStatus.allowsBody(status);
        HeaderList sent = HeaderList.copyOf(fields);
        if (HttpStatus.allowsBody(status)) {
            sent.set("content-length", Integer.toString(content.length));
        }
        begin(status, sent);
        body.whole(bodyless ? new byte[0] : content);
    }

    @Override
    public BodyStream stream(int status, Headers fields) {
        begin(status, HeaderList.copyOf(fields));
        return body;
    }

    private void begin(int status, Headers fields) {
        if (!head.complete(new AnswerHead(status, fields))) {
            throw new IllegalStateException("A second answer to " + method + " " + target);
        }
    }
}
