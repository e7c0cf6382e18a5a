package dev.rapier.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @Test
    void theOpenApiPathDropsTheConvertor() {
        PathTemplate template = PathTemplate.parse("/files/{file_path:path}/{version:int}");

        assertThat(template.openApiPath()).isEqualTo("/files/{file_path}/{version}");
        assertThat(template.names()).containsExactly("file_path", "version");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    items           | does not begin with a slash
                    /items/{id      | does not close the brace at index 7
                    /items/id}      | closes a brace at index 9 that is not open
                    /{a}/{a}        | has the name {a} twice
                    /{a}{b}         | needs some text between {a} and {b}
                    /{user-id}      | has the name 'user-id'
                    /{}             | has the name ''
                    /{a:word}       | has the convertor 'word'; there are str, int, float, uuid, path
                    /{a:path}/{b:path} | has two names of kind path
                    /{a}-{b:path}   | has a name before the one of kind path
                    """)
    void aTemplateThatIsNoneSaysWhy(String template, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathTemplate.parse(template))
                .withMessageContaining("'" + template + "'")
                .withMessageContaining(why);
    }
}
