package dev.rapier.client;

import dev.rapier.client.ClientSettings.Field;
import dev.rapier.client.auth.Auth;
import dev.rapier.client.cookies.Cookies;
import dev.rapier.http.HeaderList;
import dev.rapier.http.PercentEncoding;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what the client and the call say into the request that is sent. */
record Composition(
        ClientSettings settings,
        String method,
        String url,
        List<Field> query,
        List<Field> headers,
        Set<String> withoutHeaders,
        Cookies cookies,
        Optional<Auth> auth,
        ClientTimeouts timeouts) {

    /**
     * A request, and how it shows who sends it.
     *
     * @param auth empty where nothing is to be shown, or the request has the header already
     */
    record Composed(ClientRequest request, Optional<Auth> auth) {}

    Composed compose(Supplier<Payload> body, boolean secondPayload) {
        Urls.Parts parts = withQuery(absolute(parsed()));
        String authority = parts.authority() == null ? "" : parts.authority();
        int at = authority.lastIndexOf('@');
        var named = new Urls.Parts(
                parts.scheme(), authority.substring(at + 1), parts.path(), parts.query(), parts.fragment());
        var bare = new ClientRequest(method, uri(named), HeaderList.create(), Payload.none(), timeouts);
        if (secondPayload) {
            throw new LocalProtocolException(bare, "the request was given two bodies", null);
        }
        Sender.check(bare);
        try {
            Payload payload = body.get();
            HeaderList all = compose(bare, payload);
            boolean own = all.contains("Authorization");
            Optional<Auth> auth =
                    own ? Optional.empty() : at < 0 ? this.auth : Optional.of(fromUrl(authority.substring(0, at)));
            Optional<String> known = auth.flatMap(Auth::header);
            known.ifPresent(value -> all.add("Authorization", value));
            var request = new ClientRequest(method, bare.url(), all, payload, timeouts);
            return new Composed(request, known.isPresent() ? Optional.empty() : auth);
        } catch (IllegalArgumentException e) {
            throw new LocalProtocolException(bare, String.valueOf(e.getMessage()), e);
        }
    }

    private Urls.Parts parsed() {
        try {
            return Urls.parse(url);
        } catch (InvalidUrlException e) {
            throw malformed(e);
        }
    }

    private URI uri(Urls.Parts parts) {
        try {
            return parts.toUri();
        } catch (InvalidUrlException e) {
            throw malformed(e);
        }
    }

    private InvalidUrlException malformed(InvalidUrlException e) {
        return new InvalidUrlException(method + " " + Urls.displayMalformed(url) + ": " + e.getMessage());
    }

    private Urls.Parts absolute(Urls.Parts parts) {
        if (parts.scheme() != null || settings.baseUrl().isEmpty()) {
            return parts;
        }
        URI base = settings.baseUrl().get();
        if (parts.authority() != null) {
            return new Urls.Parts(base.getScheme(), parts.authority(), parts.path(), parts.query(), parts.fragment());
        }
        String root = base.getRawPath().endsWith("/") ? base.getRawPath() : base.getRawPath() + "/";
        String path = Urls.removeDots(root + withoutSlashes(parts.path()));
        boolean same = parts.path().isEmpty();
        return new Urls.Parts(
                base.getScheme(),
                base.getRawAuthority(),
                same ? base.getRawPath() : path,
                parts.query(),
                parts.fragment());
    }

    /** Without slashes at the start. */
    private static String withoutSlashes(String path) {
        int start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }

    /** The parameters of the call come after those in the URL; those of the client are for names that neither has. */
    private Urls.Parts withQuery(Urls.Parts parts) {
        if (query.isEmpty() && settings.query().isEmpty()) {
            return parts;
        }
        var text = new StringBuilder(parts.query() == null ? "" : parts.query());
        for (Field field : settings.query()) {
            if (query.stream().noneMatch(f -> f.name().equals(field.name())) && !names(parts.query(), field.name())) {
                append(text, field);
            }
        }
        query.forEach(field -> append(text, field));
        return parts.withQuery(text.toString());
    }

    private static boolean names(@Nullable String query, String name) {
        if (query != null) {
            for (String pair : query.split("&")) {
                if (PercentEncoding.decodeForm(pair.split("=", 2)[0]).equals(name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void append(StringBuilder text, Field field) {
        text.append(text.isEmpty() ? "" : "&")
                .append(PercentEncoding.encode(field.name(), ""))
                .append('=')
                .append(PercentEncoding.encode(field.value(), ""));
    }

    private static Auth fromUrl(String userInfo) {
        String[] both = userInfo.split(":", 2);
        return Auth.basic(PercentEncoding.decode(both[0]), both.length < 2 ? "" : PercentEncoding.decode(both[1]));
    }

    private HeaderList compose(ClientRequest request, Payload payload) {
        HeaderList all = HeaderList.create();
        for (Field field : settings.headers()) {
            if (!withoutHeaders.contains(field.name().toLowerCase(Locale.ROOT)) && !overridden(field.name())) {
                all.add(field.name(), field.value());
            }
        }
        headers.forEach(field -> all.add(field.name(), field.value()));
        cookies.header(request.url(), "")
                .ifPresent(own -> all.set(
                        "Cookie",
                        all.first("Cookie").map(given -> given + "; " + own).orElse(own)));
        payload.contentType().ifPresent(type -> all.setIfAbsent("Content-Type", type));
        frame(all, payload);
        if (all.contains("Host")) {
            return all;
        }
        HeaderList withHost = HeaderList.of("Host", Urls.hostAndPort(request.url()));
        all.forEach(withHost::add);
        return withHost;
    }

    private boolean overridden(String name) {
        for (Field field : headers) {
            if (field.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** The length belongs to the body; a header that says something else would break the connection. */
    private void frame(HeaderList all, Payload payload) {
        all.remove("Transfer-Encoding");
        List<String> said = all.all("Content-Length");
        boolean always = switch (method) {
            case "POST", "PUT", "PATCH" -> true;
            default -> !payload.isEmpty();
        };
        if (payload.length().isPresent()) {
            String length = Long.toString(payload.length().getAsLong());
            if (said.stream().anyMatch(one -> !one.equals(length))) {
                throw new IllegalArgumentException("the Content-Length header says " + String.join(" and ", said)
                        + " and the body has " + length + " bytes");
            }
            if (always || !said.isEmpty()) {
                all.set("Content-Length", length);
            }
        } else if (!said.isEmpty()) {
            throw new IllegalArgumentException(
                    "the length of a streamed body is given by Payload.stream(type, length, writer), not by a header");
        } else {
            all.add("Transfer-Encoding", "chunked");
        }
    }
}
