package dev.rapier.web.route;

import dev.rapier.http.route.Part;
import dev.rapier.http.route.PathTemplate;
import java.util.List;
import java.util.Set;

/**
 * Finds the route of a path in a tree of its segments. The answer is the one that a scan through all routes in order of
 * registration would give (first one wins, as in Starlette); the work depends on the depth of the path and on how many
 * templates it fits, not on the number of routes. Filled by one thread, then read by many.
 */
public final class Router<T> {
    private final Node<T> root = new Node<>();
    private int size;
    private int mostNames;

    /** Adds a route behind all others. */
    public void add(Set<String> methods, PathTemplate template, T route) {
        int number = size++;
        mostNames = Math.max(mostNames, template.names().size());
        Node<T> node = root;
        node.earliest = Math.min(node.earliest, number);
        for (List<Part> segment : template.segments()) {
            node = next(node, segment);
            node.earliest = Math.min(node.earliest, number);
        }
        List<Part> tail = template.tail();
        if (!tail.isEmpty()) {
            node = Node.behind(node.tails, Shape.of(tail));
            node.earliest = Math.min(node.earliest, number);
        }
        node.leaves.add(new Leaf<>(number, Set.copyOf(methods), route));
    }

    private static <T> Node<T> next(Node<T> node, List<Part> segment) {
        if (segment.isEmpty()) {
            return node.literal("");
        }
        if (segment.size() == 1 && segment.getFirst() instanceof Part.Text(String text)) {
            return node.literal(text);
        }
        return Node.behind(node.branches, Shape.of(segment));
    }

    /** The route of a method and a decoded path. */
    public Match<T> find(String method, String path) {
        if (!path.startsWith("/")) {
            return new Match.NotFound<>();
        }
        return new Search<T>(method, path, new Captures(path, mostNames)).from(root);
    }
}
