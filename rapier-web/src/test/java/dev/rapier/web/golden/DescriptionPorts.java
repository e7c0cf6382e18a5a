package dev.rapier.web.golden;

import dev.rapier.http.Default;
import dev.rapier.http.Description;
import dev.rapier.http.Get;
import dev.rapier.http.Post;
import dev.rapier.http.ResponseDescription;
import dev.rapier.http.Status;
import dev.rapier.http.Summary;
import dev.rapier.http.Tags;
import dev.rapier.web.App;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the document says of the application and of its operations. */
final class DescriptionPorts {
    private static final String CHIMICHANG = """

            ChimichangApp API helps you do awesome stuff. 🚀

            ## Items

            You can **read items**.

            ## Users

            You will be able to:

            * **Create users** (_not implemented_).
            * **Read users** (_not implemented_).
            """;

    private DescriptionPorts() {}

    static void addTo(Ports ports) {
        ports.add(
                "metadata.tutorial001",
                Katana::new,
                app -> chimichang(
                        app, Map.of("name", "Apache 2.0", "url", "https://www.apache.org/licenses/LICENSE-2.0.html")));
        ports.add(
                "metadata.tutorial001_1",
                Katana::new,
                app -> chimichang(app, Map.of("name", "Apache 2.0", "identifier", "Apache-2.0")));
        ports.add("metadata.tutorial002", Foo::new, app -> app.api().openApiUrl("/api/v1/openapi.json"));
        ports.add(
                "metadata.tutorial003",
                Foo::new,
                app -> app.api().docsUrl("/documentation").redocUrl(""));
        ports.add("metadata.tutorial004", Tagged::new, DescriptionPorts::describeTags);
        ports.add(
                "configure_swagger_ui.tutorial001", Hello::new, app -> app.api().swaggerUi("syntaxHighlight", false));
        ports.add(
                "configure_swagger_ui.tutorial002",
                Hello::new,
                app -> app.api().swaggerUi("syntaxHighlight", Map.of("theme", "obsidian")));
        ports.add(
                "configure_swagger_ui.tutorial003", Hello::new, app -> app.api().swaggerUi("deepLinking", false));
        ports.add("path_operation_configuration.tutorial001", Items.Created::new);
        ports.add("path_operation_configuration.tutorial002", Items.ByTag::new);
        ports.add("path_operation_configuration.tutorial002b", Guns::new);
        ports.add("path_operation_configuration.tutorial003", Items.Described::new);
        ports.add("path_operation_configuration.tutorial004", Items.LongDescribed::new);
        ports.add("path_operation_configuration.tutorial005", Items.ResponseDescribed::new);
        ports.add("path_operation_configuration.tutorial006", Deprecations::new);
    }

    private static void chimichang(App app, Map<String, String> license) {
        app.api()
                .title("ChimichangApp")
                .description(CHIMICHANG)
                .summary("Deadpool's favorite app. Nuff said.")
                .version("0.0.1")
                .termsOfService("http://example.com/terms/")
                .contact(Map.of(
                        "name", "Deadpoolio the Amazing",
                        "url", "http://x-force.example.com/contact/",
                        "email", "dp@x-force.example.com"))
                .license(license);
    }

    private static void describeTags(App app) {
        app.api()
                .tag("users", "Operations with users. The **login** logic is also here.")
                .tag(Map.of(
                        "name",
                        "items",
                        "description",
                        "Manage items. So _fancy_ they have their own docs.",
                        "externalDocs",
                        Map.of("description", "Items external docs", "url", "https://fastapi.tiangolo.com/")));
    }

    static final class Katana {
        @Get("/items/")
        Object readItems() {
            return List.of(Map.of("name", "Katana"));
        }
    }

    static final class Foo {
        @Get("/items/")
        Object readItems() {
            return List.of(Map.of("name", "Foo"));
        }
    }

    static final class Tagged {
        @Get("/users/")
        @Tags("users")
        Object getUsers() {
            return List.of(Map.of("name", "Harry"), Map.of("name", "Ron"));
        }

        @Get("/items/")
        @Tags("items")
        Object getItems() {
            return List.of(Map.of("name", "wand"), Map.of("name", "flying broom"));
        }
    }

    static final class Hello {
        @Get("/users/{username}")
        Object readUser(String username) {
            return Map.of("message", "Hello " + username);
        }
    }

    static final class Guns {
        @Get("/items/")
        @Tags("items")
        Object getItems() {
            return List.of("Portal gun", "Plumbus");
        }

        @Get("/users/")
        @Tags("users")
        Object readUsers() {
            return List.of("Rick", "Morty");
        }
    }

    static final class Items {
        private static final String ALL = """
                Create an item with all the information:

                - **name**: each item must have a name
                - **description**: a long description
                - **price**: required
                - **tax**: if the item doesn't have tax, you can omit this
                - **tags**: a set of unique tag strings for this item""";

        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) Set<String> tags) {}

        static final class Created {
            @Post("/items/")
            @Status(201)
            Item createItem(Item item) {
                return item;
            }
        }

        static final class ByTag {
            @Post("/items/")
            @Tags("items")
            Item createItem(Item item) {
                return item;
            }

            @Get("/items/")
            @Tags("items")
            Object readItems() {
                return List.of(Map.of("name", "Foo", "price", 42));
            }

            @Get("/users/")
            @Tags("users")
            Object readUsers() {
                return List.of(Map.of("username", "johndoe"));
            }
        }

        static final class Described {
            @Post("/items/")
            @Summary("Create an item")
            @Description(
                    "Create an item with all the information, name, description, price, tax and a set of unique tags")
            Item createItem(Item item) {
                return item;
            }
        }

        static final class LongDescribed {
            @Post("/items/")
            @Summary("Create an item")
            @Description(ALL)
            Item createItem(Item item) {
                return item;
            }
        }

        static final class ResponseDescribed {
            @Post("/items/")
            @Summary("Create an item")
            @Description(ALL)
            @ResponseDescription("The created item")
            Item createItem(Item item) {
                return item;
            }
        }
    }

    static final class Deprecations {
        @Get("/items/")
        @Tags("items")
        Object readItems() {
            return List.of(Map.of("name", "Foo", "price", 42));
        }

        @Get("/users/")
        @Tags("users")
        Object readUsers() {
            return List.of(Map.of("username", "johndoe"));
        }

        @Get("/elements/")
        @Tags("items")
        @Deprecated
        Object readElements() {
            return List.of(Map.of("item_id", "Foo"));
        }
    }
}
