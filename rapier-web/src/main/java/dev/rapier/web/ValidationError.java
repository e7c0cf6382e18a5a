package dev.rapier.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request, in pydantic's words.
 *
 * @param type what kind of error: {@code int_parsing}, {@code missing}
 * @param loc where: first {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}, then names
 *     ({@link String}) and indexes ({@link Integer})
 * @param msg for people
 * @param input the value as it came: null, a string, boolean, number, list or map
 * @param ctx the numbers and texts that stand in {@code msg}; empty where it has none
 */
public record ValidationError(
        String type, List<Object> loc, String msg, @Nullable Object input, Map<String, @Nullable Object> ctx) {

    /** As it stands in the answer: type, loc, msg, input and, where there is one, ctx, in this order. */
    public Map<String, @Nullable Object> toMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("type", type);
        map.put("loc", loc);
        map.put("msg", msg);
        map.put("input", input);
        if (!ctx.isEmpty()) {
            map.put("ctx", ctx);
        }
        return map;
    }
}
