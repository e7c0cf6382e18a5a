package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.http.Body;
import dev.rapier.http.Default;
import dev.rapier.http.PathParam;
import dev.rapier.http.Query;
import dev.rapier.http.route.PathTemplate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupErrorTest {
    static final class Handlers {
        void notInTemplate(@PathParam("id") int id) {}

        void defaultInPath(@Default("1") int id) {}

        void badDefault(@Default("x") int n) {}

        void twoDefaults(@Default({"1", "2"}) int n) {}

        void mapInQuery(@Query Map<String, String> q) {}

        void bodies(@Body int a, @Body int b) {}
    }

    private static void compile(String method, String path) {
        Calls.to(new Handlers(), method, path);
    }

    @Test
    void a_name_that_the_template_lacks_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile("notInTemplate", "/users/{user_id}"))
                .withMessage("The parameter 1 (int id) of " + Handlers.class.getTypeName()
                        + ".notInTemplate is a path parameter, but /users/{user_id} has no {id}");
    }

    @Test
    void a_path_parameter_can_have_no_default() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile("defaultInPath", "/{id}"))
                .withMessageContaining("leave out its @Default");
    }

    @Test
    void a_default_that_does_not_fit_its_type_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile("badDefault", "/"))
                .withMessageContaining("parameter 1 (int n)")
                .withMessageContaining("Input should be a valid integer");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile("twoDefaults", "/"))
                .withMessageContaining("has 2 values");
    }

    @Test
    void what_is_no_scalar_can_not_be_read_from_the_query() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compile("mapInQuery", "/"))
                .withMessageContaining("can't be read from the query");
    }

    @Test
    void without_names_the_error_says_how_to_get_them() throws Exception {
        var method = String.class.getMethod("charAt", int.class); // the JDK is compiled without -parameters
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Binder(new Shapes(), () -> true, _ -> false)
                        .compile("text", method, PathTemplate.parse("/")))
                .withMessageContaining("javac -parameters")
                .withMessageContaining("@Query(\"name\")");
    }

    @Test
    void a_module_that_is_closed_is_named_with_what_to_add() throws Exception {
        var method = Class.forName("jdk.internal.misc.VM").getDeclaredMethod("initLevel");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Binder(new Shapes(), () -> true, _ -> false).compile("", method, PathTemplate.parse("/")))
                .withMessageContaining("add `opens jdk.internal.misc")
                .withMessageContaining("module-info.java of java.base");
    }
}
