package dev.rapier.web.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in the tree: what may follow, and the routes that end here. Built at start-up, read only afterwards. */
final class Node<T> {
    /** Next segments that are plain text. */
    final Map<String, Node<T>> literals = new HashMap<>();

    /** Next segments with names. */
    final List<Branch<T>> branches = new ArrayList<>();

    /** All that is left of the path. */
    final List<Branch<T>> tails = new ArrayList<>();

    /** In order of registration. */
    final List<Leaf<T>> leaves = new ArrayList<>();

    /** The earliest number among the routes here and below: lets a search skip what can't win. */
    int earliest = Integer.MAX_VALUE;

    Node<T> literal(String text) {
        return literals.computeIfAbsent(text, _ -> new Node<>());
    }

    /** The place behind a shape, made where it is missing. */
    static <T> Node<T> behind(List<Branch<T>> branches, Shape shape) {
        for (Branch<T> branch : branches) {
            if (branch.shape().equals(shape)) {
                return branch.node();
            }
        }
        var added = new Branch<T>(shape, new Node<>());
        branches.add(added);
        return added.node();
    }

    /** The place behind a literal, if there is one. */
    @Nullable
    Node<T> find(String literal) {
        return literals.get(literal);
    }
}
