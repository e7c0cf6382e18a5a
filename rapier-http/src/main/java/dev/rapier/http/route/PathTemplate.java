package dev.rapier.http.route;

import java.util.ArrayList;
import java.util.List;

/**
 * A path with names: {@code /users/{user_id}}, {@code /files/{file_path:path}}, {@code /v{major:int}.{minor:int}/docs}.
 * The grammar and the convertors are Starlette's; a template that it would misread without a word (an open brace, two
 * names side by side) is an error here.
 */
public final class PathTemplate {
    private final String text;
    private final List<Part> parts;
    private final List<String> names;

    private PathTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.names = this.parts.stream()
                .filter(Part.Name.class::isInstance)
                .map(part -> ((Part.Name) part).name())
                .toList();
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is not one; the message says where and why
     */
    public static PathTemplate parse(String text) {
        return new PathTemplate(text, new TemplateReader(text).read());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Its names in order. */
    public List<String> names() {
        return names;
    }

    /** Its texts and names in order. */
    public List<Part> parts() {
        return parts;
    }

    /** Without convertors: {@code /files/{file_path}}. */
    public String openApiPath() {
        var path = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String plain) -> path.append(plain);
                case Part.Name(String name, Convertor _) ->
                    path.append('{').append(name).append('}');
            }
        }
        return path.toString();
    }

    /**
     * The parts of each segment, slashes left out: {@code /a/{b}} has two, {@code /a/} has {@code a} and an empty one. Stops
     * before the segment that holds a name of kind path.
     */
    public List<List<Part>> segments() {
        var segments = new ArrayList<List<Part>>();
        List<Part> current = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String plain) -> {
                    String[] pieces = plain.split("/", -1);
                    addText(current, pieces[0]);
                    for (int i = 1; i < pieces.length; i++) {
                        segments.add(current);
                        current = new ArrayList<>();
                        addText(current, pieces[i]);
                    }
                }
                case Part.Name name -> {
                    if (name.convertor() == Convertor.PATH) {
                        return segments.subList(1, segments.size());
                    }
                    current.add(name);
                }
            }
        }
        segments.add(current);
        return segments.subList(1, segments.size()); // before the first slash there is nothing
    }

    private static void addText(List<Part> segment, String text) {
        if (!text.isEmpty()) {
            segment.add(new Part.Text(text));
        }
    }

    /** From the beginning of the segment that holds a name of kind path up to the end; empty where there is none. */
    public List<Part> tail() {
        int path = 0;
        while (path < parts.size() && !isPath(parts.get(path))) {
            path++;
        }
        if (path == parts.size()) {
            return List.of();
        }
        var tail = new ArrayList<Part>();
        int first = path;
        while (!(parts.get(--first) instanceof Part.Text(String plain) && plain.contains("/"))) {
            // the template begins with a slash, so this ends
        }
        String opening = ((Part.Text) parts.get(first)).text();
        addText(tail, opening.substring(opening.lastIndexOf('/') + 1));
        tail.addAll(parts.subList(first + 1, parts.size()));
        return tail;
    }

    private static boolean isPath(Part part) {
        return part instanceof Part.Name(String _, Convertor convertor) && convertor == Convertor.PATH;
    }

    @Override
    public String toString() {
        return text;
    }
}
