package dev.rapier.web.route;

import dev.rapier.http.route.Convertor;
import dev.rapier.http.route.Part;
import java.util.List;

/**
 * The parts of a segment, or of everything from a name of kind path on, without their names: two routes whose names differ
 * share one branch of the tree.
 *
 * <p>Matched from right to left, each text at its last possible place, so that the first name takes as much as it can (as
 * Starlette's greedy regex does) in time linear in the text.
 */
record Shape(List<Piece> pieces) {
    /** Either a text or a convertor. */
    sealed interface Piece {
        /** Text. */
        record Plain(String text) implements Piece {}

        /** A value. */
        record Value(Convertor convertor) implements Piece {}
    }

    static Shape of(List<Part> parts) {
        return new Shape(parts.stream()
                .map(part -> switch (part) {
                    case Part.Text(String text) -> (Piece) new Piece.Plain(text);
                    case Part.Name(String _, Convertor convertor) -> new Piece.Value(convertor);
                })
                .toList());
    }

    /** Whether the characters from start up to end have this shape; adds the values, or nothing. */
    boolean matches(String path, int start, int end, Captures captures) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Value(Convertor convertor)) {
            if (convertor.accepts(path, start, end)) {
                captures.add(start, end);
                return true;
            }
            return false;
        }
        int before = captures.size();
        if (matchBackwards(path, start, end, captures)) {
            captures.reverseFrom(before);
            return true;
        }
        captures.backTo(before);
        return false;
    }

    private boolean matchBackwards(String path, int start, int end, Captures captures) {
        int limit = end;
        for (int i = pieces.size() - 1; i >= 0; i--) {
            int from;
            switch (pieces.get(i)) {
                case Piece.Plain(String text) -> {
                    from = limit - text.length();
                    if (from < start || !path.startsWith(text, from)) {
                        return false;
                    }
                }
                case Piece.Value(Convertor convertor) -> {
                    from = i == 0 ? start : valueStart(path, start, limit, i, convertor);
                    if (from < 0 || !convertor.accepts(path, from, limit)) {
                        return false;
                    }
                    captures.add(from, limit);
                }
            }
            limit = from;
        }
        return limit == start;
    }

    /** Where a value begins: after the last place of the text before it, which leaves at least one character unless it is a path. */
    private int valueStart(String path, int start, int limit, int index, Convertor convertor) {
        String text = ((Piece.Plain) pieces.get(index - 1)).text();
        if (index == 1) {
            return start + text.length() <= limit ? start + text.length() : -1; // the text is anchored at the start
        }
        int latest = limit - text.length() - (convertor == Convertor.PATH ? 0 : 1);
        int found = path.lastIndexOf(text, latest);
        return found < start ? -1 : found + text.length();
    }
}
