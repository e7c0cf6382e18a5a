package dev.rapier.web.binding;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** UUIDs: with hyphens, simple, {@code urn:uuid:} and in braces; the texts of errors are those of the Rust crate uuid. */
enum UuidShape implements Shape {
    UUID_SHAPE;

    private static final int[] GROUP_STARTS = {0, 9, 14, 19, 24};
    private static final int[] GROUP_LENGTHS = {8, 4, 4, 4, 12};
    private static final String URN = "urn:uuid:";

    @Override
    public @Nullable Object convert(@Nullable Object input, Problems problems) {
        if (!(input instanceof String text)) {
            problems.add("uuid_type", "UUID input should be a string, bytes or UUID object", input);
            return null;
        }
        UUID uuid = parse(text);
        if (uuid == null) {
            problems.addWithError("uuid_parsing", "Input should be a valid UUID, ", input, fault(text));
        }
        return uuid;
    }

    private static @Nullable UUID parse(String text) {
        return switch (text.length()) {
            case 32 -> ofHex(text);
            case 36 -> ofHyphenated(text);
            case 38 -> text.startsWith("{") && text.endsWith("}") ? ofHyphenated(text.substring(1, 37)) : null;
            case 45 -> text.startsWith(URN) ? ofHyphenated(text.substring(URN.length())) : null;
            default -> null;
        };
    }

    private static @Nullable UUID ofHyphenated(String s) {
        for (int i = 1; i < GROUP_STARTS.length; i++) {
            if (s.charAt(GROUP_STARTS[i] - 1) != '-') {
                return null;
            }
        }
        String hex = s.replace("-", "");
        return hex.length() == 32 ? ofHex(hex) : null;
    }

    private static @Nullable UUID ofHex(String s) {
        for (int i = 0; i < 32; i++) {
            if (!isHex(s.charAt(i))) {
                return null;
            }
        }
        return new UUID(Long.parseUnsignedLong(s, 0, 16, 16), Long.parseUnsignedLong(s, 16, 32, 16));
    }

    private static boolean isHex(int c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    /** Why the text is no UUID; places count bytes from 1. */
    private static String fault(String text) {
        int offset = 0;
        String s = text;
        boolean simple = true;
        if (text.length() > 1 && text.startsWith("{") && text.endsWith("}")) {
            offset = 1;
            s = text.substring(1, text.length() - 1);
            simple = false;
        } else if (text.startsWith(URN)) {
            offset = URN.length();
            s = text.substring(offset);
            simple = false;
        }
        int hyphens = 0;
        int[] bounds = new int[4];
        int index = 0;
        for (int i = 0; i < s.length(); ) {
            int c = s.codePointAt(i);
            if (c == '-') {
                if (hyphens < 4) {
                    bounds[hyphens] = index;
                }
                hyphens++;
            } else if (!isHex(c)) {
                return "invalid character: found `" + Character.toString(c) + "` at " + (index + offset + 1);
            }
            index += utf8Length(c);
            i += Character.charCount(c);
        }
        if (hyphens == 0 && simple) {
            return "invalid length: expected length 32 for simple format, found "
                    + text.getBytes(StandardCharsets.UTF_8).length;
        }
        return hyphens != 4
                ? "invalid group count: expected 5, found " + (hyphens + 1)
                : groupFault(bounds, text.length());
    }

    private static String groupFault(int[] bounds, int length) {
        for (int i = 0; i < 4; i++) {
            if (bounds[i] != GROUP_STARTS[i + 1] - 1) {
                return groupFault(i, bounds[i] - GROUP_STARTS[i]);
            }
        }
        return groupFault(4, length - GROUP_STARTS[4]);
    }

    private static String groupFault(int group, int found) {
        return "invalid group length in group " + group + ": expected " + GROUP_LENGTHS[group] + ", found " + found;
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    @Override
    public Map<String, @Nullable Object> schema(SchemaNames names) {
        return Schemas.string("uuid");
    }
}
