package dev.rapier.web.binding;

import dev.rapier.web.json.JsonNumbers;
import dev.rapier.web.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Plain values from Jackson's tokens, the same as {@link JsonText} makes of the same text. */
final class Tokens {
    private Tokens() {}

    /** The value on whose first token the parser stands. */
    static @Nullable Object plainValue(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT ->
                switch (json.getNumberType()) {
                    case INT, LONG -> (Object) json.getLongValue();
                    default -> JsonNumbers.narrow(json.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> JsonNumbers.floating(json.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> items(json);
            case START_OBJECT -> entries(json);
            default -> throw new Unfit();
        };
    }

    private static List<@Nullable Object> items(JsonParser json) {
        var items = new ArrayList<@Nullable Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(plainValue(json));
        }
        return items;
    }

    private static Map<String, @Nullable Object> entries(JsonParser json) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            map.put(name, plainValue(json));
        }
        return map;
    }
}
