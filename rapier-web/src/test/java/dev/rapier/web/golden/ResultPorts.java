package dev.rapier.web.golden;

import dev.rapier.http.Default;
import dev.rapier.http.Get;
import dev.rapier.http.Header;
import dev.rapier.http.OnStartup;
import dev.rapier.http.Post;
import dev.rapier.http.Status;
import dev.rapier.web.App;
import dev.rapier.web.HttpException;
import dev.rapier.web.JsonResponse;
import dev.rapier.web.PlainTextResponse;
import dev.rapier.web.RedirectResponse;
import dev.rapier.web.RequestValidationException;
import dev.rapier.web.Response;
import dev.rapier.web.ValidationError;
import jakarta.validation.constraints.Email;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results, declared types, errors. */
final class ResultPorts {
    private ResultPorts() {}

    static void addTo(Ports ports) {
        ports.add("first_steps.tutorial001", Root::new);
        ports.add("first_steps.tutorial003", Root::new);
        ports.add("debugging.tutorial001", Debugging::new);
        ports.add("app_testing.app_a.main", ReadMain::new);
        ports.add("app_testing.tutorial001", ReadMain::new);
        ports.add("app_testing.tutorial002", ReadMain::new);
        ports.add("app_testing.tutorial003", Startup::new);
        ports.add("app_testing.app_b.main", Tokens.Handlers::new);
        ports.add("events.tutorial001", Startup::new);
        ports.add("events.tutorial002", Foo::new);
        ports.add("events.tutorial003", Predict::new);
        ports.add("extra_models.tutorial001", Users.Saved::new);
        ports.add("extra_models.tutorial002", Users.Inherited.Saved::new);
        ports.add("extra_models.tutorial004", ListOfItems.Handlers::new);
        ports.add("extra_models.tutorial005", KeywordWeights::new);
        ports.add("response_model.tutorial001", Items.Handlers::new);
        ports.add("response_model.tutorial001_01", Items.Handlers::new);
        ports.add("response_model.tutorial002", Users.Whole::new);
        ports.add("response_model.tutorial003", Users.Out::new);
        ports.add("response_model.tutorial003_01", Users.Inherited.Based::new);
        ports.add("response_model.tutorial003_02", Portal::new);
        ports.add("response_model.tutorial003_05", Portal::new);
        ports.add("response_model.tutorial003_03", Teleport::new);
        ports.add("response_directly.tutorial002", Legacy::new);
        ports.add("response_status_code.tutorial001", Created::new);
        ports.add("response_status_code.tutorial002", Created::new);
        ports.add("handling_errors.tutorial001", NotFound::new);
        ports.add("handling_errors.tutorial002", NotFoundWithHeader::new);
        ports.add("handling_errors.tutorial003", Unicorns::new, Unicorns::handle);
        ports.add("handling_errors.tutorial004", Nope::new, ResultPorts::asText);
        ports.add("handling_errors.tutorial005", Sized.Handlers::new, ResultPorts::withBody);
        ports.add("handling_errors.tutorial006", Nope::new);
        ports.add("background_tasks.tutorial001", Notification::new);
    }

    static final class Root {
        @Get("/")
        Object root() {
            return Map.of("message", "Hello World");
        }
    }

    static final class Debugging {
        @Get("/")
        Object root() {
            return Map.of("hello world", "ba");
        }
    }

    static final class ReadMain {
        @Get("/")
        Object readMain() {
            return Map.of("msg", "Hello World");
        }
    }

    static final class Startup {
        private final Map<String, Object> items = new HashMap<>();

        @OnStartup
        void startupEvent() {
            items.put("foo", Map.of("name", "Fighters"));
            items.put("bar", Map.of("name", "Tenders"));
        }

        @Get("/items/{item_id}")
        Object readItems(String itemId) {
            return items.get(itemId);
        }
    }

    static final class Foo {
        @Get("/items/")
        Object readItems() {
            return List.of(Map.of("name", "Foo"));
        }
    }

    static final class Predict {
        @Get("/predict")
        Object predict(double x) {
            return Map.of("result", x * 42);
        }
    }

    static final class Tokens {
        record Item(String id, String title, @Nullable String description) {}

        static final class Handlers {
            private final Map<String, Item> items = new HashMap<>(Map.of(
                    "foo", new Item("foo", "Foo", "There goes my hero"),
                    "bar", new Item("bar", "Bar", "The bartenders")));

            @Get("/items/{item_id}")
            Item readMain(String itemId, @Header String xToken) {
                check(xToken);
                Item item = items.get(itemId);
                if (item == null) {
                    throw new HttpException(404, "Item not found");
                }
                return item;
            }

            @Post("/items/")
            Item createItem(Item item, @Header String xToken) {
                check(xToken);
                if (items.putIfAbsent(item.id(), item) != null) {
                    throw new HttpException(409, "Item already exists");
                }
                return item;
            }

            private static void check(String xToken) {
                if (!xToken.equals("coneofsilence")) {
                    throw new HttpException(400, "Invalid X-Token header");
                }
            }
        }
    }

    static final class Users {
        record UserIn(
                String username,
                String password,
                @Email String email,
                @Nullable String full_name) {}

        record UserOut(
                String username,
                @Email String email,
                @Nullable String full_name) {}

        static final class Saved {
            @Post("/user/")
            UserOut createUser(UserIn user) {
                return new UserOut(user.username(), user.email(), user.full_name());
            }
        }

        static final class Out {
            @Post("/user/")
            UserOut createUser(UserIn user) {
                return new UserOut(user.username(), user.email(), user.full_name());
            }
        }

        static final class Whole {
            @Post("/user/")
            UserIn createUser(UserIn user) {
                return user;
            }
        }

        /** Where the fields of the base come first. */
        static final class Inherited {
            record UserIn(
                    String username,
                    @Email String email,
                    @Nullable String full_name,
                    String password) {}

            record BaseUser(
                    String username,
                    @Email String email,
                    @Nullable String full_name) {}

            static final class Based {
                @Post("/user/")
                BaseUser createUser(UserIn user) {
                    return new BaseUser(user.username(), user.email(), user.full_name());
                }
            }

            static final class Saved {
                @Post("/user/")
                UserOut createUser(UserIn user) {
                    return new UserOut(user.username(), user.email(), user.full_name());
                }
            }
        }
    }

    static final class ListOfItems {
        record Item(String name, String description) {}

        static final class Handlers {
            @Get("/items/")
            List<Item> readItems() {
                return List.of(new Item("Foo", "There comes my hero"), new Item("Red", "It's my aeroplane"));
            }
        }
    }

    static final class KeywordWeights {
        @Get("/keyword-weights/")
        Map<String, Double> readKeywordWeights() {
            return Map.of("foo", 2.3, "bar", 3.4);
        }
    }

    static final class Items {
        record Item(
                String name,
                @Nullable String description,
                double price,
                @Nullable Double tax,
                @Default({}) List<String> tags) {}

        static final class Handlers {
            @Post("/items/")
            Item createItem(Item item) {
                return item;
            }

            @Get("/items/")
            List<Item> readItems() {
                return List.of(
                        new Item("Portal Gun", null, 42, null, List.of()),
                        new Item("Plumbus", null, 32, null, List.of()));
            }
        }
    }

    static final class Portal {
        @Get("/portal")
        Response getPortal(@Default("false") boolean teleport) {
            return teleport
                    ? RedirectResponse.to("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
                    : JsonResponse.of(200, Map.of("message", "Here's your interdimensional portal."));
        }
    }

    static final class Teleport {
        /** Declared as any response: FastAPI describes the redirect as one, too. */
        @Get("/teleport")
        Response getTeleport() {
            return RedirectResponse.to("https://www.youtube.com/watch?v=dQw4w9WgXcQ");
        }
    }

    static final class Legacy {
        @Get("/legacy/")
        Response getLegacyData() {
            String xml = """
                    <?xml version="1.0"?>
                        <shampoo>
                        <Header>
                            Apply shampoo here.
                        </Header>
                        <Body>
                            You'll have to use soap here.
                        </Body>
                        </shampoo>
                        \s""".stripTrailing() + "\n    ";
            return Response.of(xml.getBytes(StandardCharsets.UTF_8), "application/xml");
        }
    }

    static final class Created {
        @Post("/items/")
        @Status(201)
        Object createItem(String name) {
            return Map.of("name", name);
        }
    }

    static final class NotFound {
        @Get("/items/{item_id}")
        Object readItem(String itemId) {
            if (!itemId.equals("foo")) {
                throw new HttpException(404, "Item not found");
            }
            return Map.of("item", "The Foo Wrestlers");
        }
    }

    static final class NotFoundWithHeader {
        @Get("/items-header/{item_id}")
        Object readItemHeader(String itemId) {
            if (!itemId.equals("foo")) {
                throw new HttpException(
                        404, "Item not found", dev.rapier.http.HeaderList.of("X-Error", "There goes my error"));
            }
            return Map.of("item", "The Foo Wrestlers");
        }
    }

    static final class Unicorns {
        static final class UnicornException extends RuntimeException {
            private static final long serialVersionUID = 1L;

            UnicornException(String name) {
                super(name);
            }
        }

        static void handle(App app) {
            app.exceptionHandler(
                    UnicornException.class,
                    (_, unicorn) -> JsonResponse.of(
                            418,
                            Map.of(
                                    "message",
                                    "Oops! " + unicorn.getMessage() + " did something. There goes a rainbow...")));
        }

        @Get("/unicorns/{name}")
        Object readUnicorn(String name) {
            if (name.equals("yolo")) {
                throw new UnicornException(name);
            }
            return Map.of("unicorn_name", name);
        }
    }

    static final class Nope {
        @Get("/items/{item_id}")
        Object readItem(int itemId) {
            if (itemId == 3) {
                throw new HttpException(418, "Nope! I don't like 3.");
            }
            return Map.of("item_id", itemId);
        }
    }

    private static void asText(App app) {
        app.exceptionHandler(
                HttpException.class,
                (_, failure) ->
                        PlainTextResponse.of(String.valueOf(failure.detail())).status(failure.status()));
        app.exceptionHandler(RequestValidationException.class, (_, refused) -> {
            var message = new StringBuilder("Validation errors:");
            for (ValidationError error : refused.errors()) {
                message.append("\nField: ('")
                        .append(String.join(
                                "', '",
                                error.loc().stream().map(Object::toString).toList()))
                        .append("'), Error: ")
                        .append(error.msg());
            }
            return PlainTextResponse.of(message.toString()).status(400);
        });
    }

    static final class Sized {
        record Item(String title, int size) {}

        static final class Handlers {
            @Post("/items/")
            Object createItem(Item item) {
                return item;
            }
        }
    }

    private static void withBody(App app) {
        app.exceptionHandler(
                RequestValidationException.class,
                (_, refused) -> JsonResponse.of(
                        422,
                        Map.of(
                                "detail",
                                refused.errors().stream()
                                        .map(ValidationError::toMap)
                                        .toList(),
                                "body",
                                refused.body())));
    }

    static final class Notification {
        @Post("/send-notification/{email}")
        Object sendNotification(String email) {
            return Map.of("message", "Notification sent in the background");
        }
    }
}
