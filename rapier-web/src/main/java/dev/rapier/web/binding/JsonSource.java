package dev.rapier.web.binding;

import dev.rapier.web.encoding.SlotPool;
import dev.rapier.web.json.JsonText;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Jackson's parsers of request bodies, with the limits of the slow road. */
final class JsonSource {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(new SlotPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonText.MAX_DEPTH)
                    .maxNumberLength(JsonText.MAX_DIGITS)
                    .build())
            .build();

    private JsonSource() {}

    static JsonParser parser(byte[] body) {
        return FACTORY.createParser(ObjectReadContext.empty(), body);
    }

    /** For the types that Rapier does not take apart. */
    static JsonMapper mapper() {
        return JsonMapper.builder(FACTORY).build();
    }
}
