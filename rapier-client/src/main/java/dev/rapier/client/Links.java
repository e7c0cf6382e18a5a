package dev.rapier.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Link} headers (RFC 8288 section 3); what is malformed is passed over. */
final class Links {
    private static final Pattern TARGET = Pattern.compile("\\G[\\s,]*<([^>]*)>");
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*;\\s*([^\\s=;,]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;,]*)))?");

    private Links() {}

    static List<Link> parse(URI base, List<String> fields) {
        var links = new ArrayList<Link>();
        for (String field : fields) {
            Matcher target = TARGET.matcher(field);
            int at = 0;
            while (at < field.length() && target.find(at)) {
                var parameters = new LinkedHashMap<String, String>();
                at = parameters(field, target.end(), parameters);
                add(links, base, target.group(1), parameters);
                int comma = field.indexOf(',', at);
                at = comma < 0 ? field.length() : comma;
            }
        }
        return links;
    }

    /** Returns the index behind them. */
    private static int parameters(String field, int start, Map<String, String> parameters) {
        Matcher parameter = PARAMETER.matcher(field);
        int at = start;
        while (at < field.length() && parameter.find(at)) {
            String quoted = parameter.group(2);
            String plain = parameter.group(3) == null ? "" : parameter.group(3);
            parameters.putIfAbsent(
                    parameter.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? plain : quoted.replaceAll("\\\\(.)", "$1"));
            at = parameter.end();
        }
        return at;
    }

    private static void add(List<Link> links, URI base, String target, Map<String, String> parameters) {
        try {
            links.add(new Link(Urls.resolve(base, Urls.parse(target)).toUri(), parameters));
        } catch (InvalidUrlException _) {
            return; // one wrong link is no reason to lose the response
        }
    }
}
