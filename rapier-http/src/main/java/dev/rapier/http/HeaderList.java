package dev.rapier.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A list of header fields that can be changed. Not for several threads at once.
 *
 * {@snippet :
 * var headers = HeaderList.of("content-type", "text/csv").add("x-total", "3");
 * }
 *
 * <p>Nothing that could break out of its line is accepted: a name is a token, a value has no control characters but the
 * tab and no character above U+00FF (RFC 9110 sections 5.1 and 5.5). All else is an {@link IllegalArgumentException}
 * that does not repeat the value.
 */
public final class HeaderList implements Headers {
    /** Names at even places, values at odd ones. */
    private final ArrayList<String> fields;

    private HeaderList(int expected) {
        fields = new ArrayList<>(2 * expected);
    }

    /** An empty list. */
    public static HeaderList create() {
        return new HeaderList(4);
    }

    /** One field. */
    public static HeaderList of(String name, String value) {
        return create().add(name, value);
    }

    /** All fields of another list. */
    public static HeaderList copyOf(Headers headers) {
        var copy = create();
        headers.forEach(copy::add);
        return copy;
    }

    /** Adds a field after the others, also where the name is there already. */
    public HeaderList add(String name, String value) {
        HeaderSyntax.checkName(name);
        HeaderSyntax.checkValue(name, value);
        fields.add(name);
        fields.add(value);
        return this;
    }

    /** Puts a field in the place of all others of its name. */
    public HeaderList set(String name, String value) {
        HeaderSyntax.checkName(name);
        HeaderSyntax.checkValue(name, value);
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                fields.set(i + 1, value);
                removeFrom(i + 2, name);
                return this;
            }
        }
        fields.add(name);
        fields.add(value);
        return this;
    }

    /** Adds the field if there is none of its name. */
    public HeaderList setIfAbsent(String name, String value) {
        return contains(name) ? this : add(name, value);
    }

    /** Removes all fields of the name. */
    public HeaderList remove(String name) {
        removeFrom(0, name);
        return this;
    }

    private void removeFrom(int start, String name) {
        for (int i = fields.size() - 2; i >= start; i -= 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                fields.remove(i + 1);
                fields.remove(i);
            }
        }
    }

    /** Whether a field of the name is there. */
    public boolean contains(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    /** Number of fields. */
    public int size() {
        return fields.size() / 2;
    }

    @Override
    public Optional<String> first(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return Optional.of(fields.get(i + 1));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> all(String name) {
        var values = new ArrayList<String>(2);
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                values.add(fields.get(i + 1));
            }
        }
        return values;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> consumer) {
        for (int i = 0; i < fields.size(); i += 2) {
            consumer.accept(fields.get(i), fields.get(i + 1));
        }
    }

    /** The names, not the values: a value may be a secret. */
    @Override
    public String toString() {
        var names = new ArrayList<String>(size());
        forEach((name, value) -> names.add(name));
        return names.toString();
    }
}
