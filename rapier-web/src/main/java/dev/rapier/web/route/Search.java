package dev.rapier.web.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk through the tree. Goes every way that the path fits and keeps the route that was registered first. */
final class Search<T> {
    private final String method;
    private final String path;
    private final Captures captures;
    private @Nullable Leaf<T> best;
    private @Nullable Leaf<T> firstOfPath;
    private List<String> values = List.of();

    Search(String method, String path, Captures captures) {
        this.method = method;
        this.path = path;
        this.captures = captures;
    }

    Match<T> from(Node<T> root) {
        visit(root, 1);
        if (best != null) {
            return new Match.Found<>(best.route(), values);
        }
        return firstOfPath == null ? new Match.NotFound<>() : new Match.WrongMethod<>(firstOfPath.route());
    }

    /** Goes on at the segment that begins at an index; behind the end of the path there is none. */
    private void visit(Node<T> node, int at) {
        if (best != null && node.earliest > best.number()) {
            return;
        }
        if (at > path.length()) {
            consider(node);
            return;
        }
        int slash = path.indexOf('/', at);
        int end = slash < 0 ? path.length() : slash;
        if (!node.literals.isEmpty()) {
            Node<T> literal = node.find(path.substring(at, end));
            if (literal != null) {
                visit(literal, end + 1);
            }
        }
        int taken = captures.size();
        for (Branch<T> branch : node.branches) {
            if (branch.shape().matches(path, at, end, captures)) {
                visit(branch.node(), end + 1);
                captures.backTo(taken);
            }
        }
        for (Branch<T> tail : node.tails) {
            if (tail.shape().matches(path, at, path.length(), captures)) {
                consider(tail.node());
                captures.backTo(taken);
            }
        }
    }

    private void consider(Node<T> node) {
        for (Leaf<T> leaf : node.leaves) {
            if (firstOfPath == null || leaf.number() < firstOfPath.number()) {
                firstOfPath = leaf;
            }
            if (leaf.methods().contains(method)) {
                if (best == null || leaf.number() < best.number()) {
                    best = leaf;
                    values = captures.values();
                }
                return;
            }
        }
    }
}
