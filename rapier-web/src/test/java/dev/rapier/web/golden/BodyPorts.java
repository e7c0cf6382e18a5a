package dev.rapier.web.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rapier.http.Body;
import dev.rapier.http.Default;
import dev.rapier.http.Description;
import dev.rapier.http.Post;
import dev.rapier.http.Put;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies. */
final class BodyPorts {
    private BodyPorts() {}

    static void addTo(Ports ports) {
        ports.add("body.tutorial001", Plain.Create::new);
        ports.add("body.tutorial002", Plain.CreateWithTax::new);
        ports.add("body.tutorial003", Plain.Update::new);
        ports.add("body.tutorial004", Plain.UpdateWithQuery::new);
        ports.add("body_fields.tutorial001", Fields.Handlers::new);
        ports.add("body_nested_models.tutorial001", AnyTags.Handlers::new);
        ports.add("body_nested_models.tutorial002", ListOfTags.Handlers::new);
        ports.add("body_nested_models.tutorial003", SetOfTags.Handlers::new);
        ports.add("body_nested_models.tutorial004", WithImage.Handlers::new);
        ports.add("body_nested_models.tutorial009", Weights::new);
        ports.add("encoder.tutorial001", Encoder.Handlers::new);
        ports.add("response_directly.tutorial001", Encoder.Direct::new);
    }

    static final class Plain {
        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax) {
            Map<String, Object> dump() {
                var map = new LinkedHashMap<String, Object>();
                map.put("name", name);
                map.put("description", description);
                map.put("price", price);
                map.put("tax", tax);
                return map;
            }
        }

        static final class Create {
            @Post("/items/")
            Object createItem(Item item) {
                return item;
            }
        }

        static final class CreateWithTax {
            @Post("/items/")
            Object createItem(Item item) {
                Map<String, Object> map = item.dump();
                if (item.tax() != null) {
                    map.put("price_with_tax", item.price() + item.tax());
                }
                return map;
            }
        }

        static final class Update {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item) {
                Map<String, Object> map = item.dump();
                map.put("item_id", itemId);
                return map;
            }
        }

        static final class UpdateWithQuery {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item, @Nullable String q) {
                Map<String, Object> map = item.dump();
                map.put("item_id", itemId);
                if (q != null) {
                    map.put("q", q);
                }
                return map;
            }
        }
    }

    private static Object results(int itemId, Object item) {
        return Map.of("item_id", itemId, "item", item);
    }

    static final class Fields {
        record Item(
                String name,

                @Nullable @Size(max = 300) @Description(title = "The description of the item")
                String description,

                @Positive @Description("The price must be greater than zero")
                double price,

                @Nullable Double tax) {}

        static final class Handlers {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, @Body(embed = true) Item item) {
                return results(itemId, item);
            }
        }
    }

    static final class AnyTags {
        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) List<Object> tags) {}

        static final class Handlers {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item) {
                return results(itemId, item);
            }
        }
    }

    static final class ListOfTags {
        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) List<String> tags) {}

        static final class Handlers {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item) {
                return results(itemId, item);
            }
        }
    }

    static final class SetOfTags {
        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) Set<String> tags) {}

        static final class Handlers {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item) {
                return results(itemId, item);
            }
        }
    }

    static final class WithImage {
        record Image(String url, String name) {}

        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) Set<String> tags,
                @Nullable Image image) {}

        static final class Handlers {
            @Put("/items/{item_id}")
            Object updateItem(int itemId, Item item) {
                return results(itemId, item);
            }
        }
    }

    static final class Weights {
        @Post("/index-weights/")
        Object createIndexWeights(Map<Integer, Double> weights) {
            return weights;
        }
    }

    static final class Encoder {
        record Item(
                String title,
                LocalDateTime timestamp,
                @JsonProperty("description") @Nullable String text) {}

        static final class Handlers {
            @Put("/items/{id}")
            void updateItem(String id, Item item) {}
        }

        static final class Direct {
            @Put("/items/{id}")
            Object updateItem(String id, Item item) {
                return item;
            }
        }
    }
}
