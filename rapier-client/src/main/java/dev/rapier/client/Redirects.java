package dev.rapier.client;

import dev.rapier.http.HeaderList;
import java.net.URI;
import java.util.Optional;

/** The request that follows a redirect, by the rules of httpx. */
final class Redirects {
    private Redirects() {}

    /** Empty where the response is no redirect with a target. */
    static Optional<ClientRequest> next(ClientRequest request, TransportResponse response) {
        return isRedirect(response)
                ? response.headers().first("Location").map(l -> follow(request, response.status(), l))
                : Optional.empty();
    }

    static boolean isRedirect(TransportResponse response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.headers().first("Location").isPresent();
            default -> false;
        };
    }

    private static ClientRequest follow(ClientRequest request, int status, String location) {
        URI url = target(request, location);
        String method = method(request.method(), status);
        HeaderList headers = HeaderList.copyOf(request.headers());
        if (!sameOrigin(request.url(), url)) {
            if (!isUpgrade(request.url(), url)) {
                headers.remove("Authorization");
            }
            headers.set("Host", Urls.hostAndPort(url));
        }
        headers.remove("Cookie");
        boolean drop = !method.equals(request.method()) && method.equals("GET");
        if (drop) {
            headers.remove("Content-Length").remove("Transfer-Encoding").remove("Content-Type");
            headers.remove("Content-Encoding").remove("Content-Language").remove("Content-Location");
        }
        Payload payload = drop ? Payload.none() : request.payload();
        return new ClientRequest(method, url, headers, payload, request.timeouts());
    }

    private static URI target(ClientRequest request, String location) {
        try {
            Urls.Parts ref = Urls.parse(location);
            if (ref.scheme() != null
                    && (ref.authority() == null || ref.authority().isEmpty())) {
                // "https:///path" and the like: the host stays, as in httpx, and nothing may grow on to it
                String path = ref.path().startsWith("/") ? ref.path() : "/" + ref.path();
                ref = new Urls.Parts(
                        ref.scheme(),
                        request.url().getRawAuthority(),
                        Urls.removeDots(path),
                        ref.query(),
                        ref.fragment());
            }
            Urls.Parts target = Urls.resolve(request.url(), ref);
            String fragment = request.url().getRawFragment();
            if (target.fragment() == null && fragment != null) {
                target = new Urls.Parts(target.scheme(), target.authority(), target.path(), target.query(), fragment);
            }
            String authority = target.authority() == null ? "" : target.authority();
            String bare = authority.substring(authority.lastIndexOf('@') + 1); // nobody asked to log in there
            return new Urls.Parts(
                            target.scheme(),
                            target.authority() == null ? null : bare,
                            target.path(),
                            target.query(),
                            target.fragment())
                    .toUri();
        } catch (InvalidUrlException e) {
            throw new RemoteProtocolException(request, "the Location of the redirect is wrong: " + e.getMessage(), e);
        }
    }

    /** RFC 9110 section 15.4 and what browsers do. */
    private static String method(String method, int status) {
        boolean toGet = switch (status) {
            case 303, 302 -> !method.equals("HEAD");
            case 301 -> method.equals("POST");
            default -> false;
        };
        return toGet ? "GET" : method;
    }

    private static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equals(b.getScheme()) && Urls.host(a).equals(Urls.host(b)) && Urls.port(a) == Urls.port(b);
    }

    /** From http to https on the same host, both on their usual ports. */
    private static boolean isUpgrade(URI from, URI to) {
        return Urls.host(from).equals(Urls.host(to))
                && from.getScheme().equals("http")
                && Urls.port(from) == 80
                && to.getScheme().equals("https")
                && Urls.port(to) == 443;
    }
}
