package dev.rapier.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpStatusTest {
    @Test
    void phrasesAreThoseOfPython() {
        assertThat(HttpStatus.phrase(422)).isEqualTo("Unprocessable Entity");
        assertThat(HttpStatus.phrase(418)).isEqualTo("I'm a Teapot");
        assertThat(HttpStatus.phrase(413)).isEqualTo("Request Entity Too Large");
        assertThat(HttpStatus.phrase(599)).isEmpty();
    }

    @Test
    void someHaveNoBody() {
        assertThat(HttpStatus.allowsBody(200)).isTrue();
        assertThat(HttpStatus.allowsBody(204)).isFalse();
        assertThat(HttpStatus.allowsBody(304)).isFalse();
        assertThat(HttpStatus.allowsBody(101)).isFalse();
    }
}
