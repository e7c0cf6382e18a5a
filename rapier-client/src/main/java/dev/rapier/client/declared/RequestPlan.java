package dev.rapier.client.declared;

import dev.rapier.client.Client;
import dev.rapier.client.ClientCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the request of a method of its arguments, and its result of the answer. */
record RequestPlan(Client client, String method, PathText path, List<Input> inputs, BodyPlan body, Answer answer)
        implements DeclaredClient.Plan {

    @Override
    public @Nullable Object call(Object proxy, @Nullable Object[] arguments) {
        ClientCall call = client.request(method, path.of(arguments));
        var cookies = new ArrayList<String>();
        for (Input input : inputs) {
            List<String> texts = input.texts(arguments);
            switch (input.source()) {
                case QUERY -> texts.forEach(text -> call.query(input.name(), text));
                case HEADER -> texts.forEach(text -> call.header(input.name(), text));
                default -> texts.forEach(text -> cookies.add(input.name() + "=" + checked(input, text)));
            }
        }
        if (!cookies.isEmpty()) {
            call.header("Cookie", String.join("; ", cookies));
        }
        body.put(call, arguments);
        return answer.of(call);
    }

    /** RFC 6265 section 4.1.1: other characters would end the cookie, or begin another. */
    private static String checked(Input input, String text) {
        boolean clean = text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\",;\\".indexOf(c) < 0);
        if (!clean) {
            throw new IllegalArgumentException(
                    input + " has a character that can't stand in a cookie; encode it, in Base64 for example");
        }
        return text;
    }
}
