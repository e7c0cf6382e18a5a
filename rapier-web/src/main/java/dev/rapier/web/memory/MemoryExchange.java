package dev.rapier.web.memory;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.HttpStatus;
import dev.rapier.web.engine.BodyStream;
import dev.rapier.web.engine.Exchange;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request in memory, seen from the application. */
final class MemoryExchange implements Exchange {
    /** Status and fields of an answer. */
    record AnswerHead(int status, Headers headers) {}

    private final MemoryRequest request;
    private final Headers headers;
    private final CompletableFuture<AnswerHead> head = new CompletableFuture<>();
    private final MemoryBody body = new MemoryBody();

    /** Set by the thread of the request, read by any. */
    private volatile @Nullable Throwable failure;

    MemoryExchange(MemoryRequest request, Headers headers) {
        this.request = request;
        this.headers = headers;
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
        return request.method();
    }

    @Override
    public String path() {
        int mark = request.target().indexOf('?');
        return mark < 0 ? request.target() : request.target().substring(0, mark);
    }

    @Override
    public @Nullable String query() {
        int mark = request.target().indexOf('?');
        return mark < 0 ? null : request.target().substring(mark + 1);
    }

    @Override
    public String scheme() {
        return request.scheme();
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
        return request.body();
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return request.remoteAddress();
    }

    @Override
    public void respond(int status, Headers fields, byte[] content) {
        boolean bodyless = request.method().equals("HEAD") || !HttpStatus.allowsBody(status);
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
            throw new IllegalStateException("A second answer to " + request.method() + " " + request.target());
        }
    }

    @Override
    public void failed(Throwable cause) {
        failure = cause;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }
}
