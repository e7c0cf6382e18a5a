package dev.rapier.web;

import dev.rapier.web.engine.EngineSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings from outside the program: the system property {@code rapier.max-body-bytes}, else the variable {@code
 * RAPIER_MAX_BODY_BYTES} of the environment. Times are in milliseconds; what does not fit is a start-up error.
 */
final class SettingSource {
    /** One setting: its name, how to set it from text, and how to show it. */
    private record Setting(String name, Change change, Function<AppSettings, Object> show) {}

    private interface Change {
        void apply(AppSettings settings, String text);
    }

    private static final List<Setting> ALL = List.of(
            new Setting("host", AppSettings::host, s -> s.engine().host()),
            new Setting(
                    "port", (s, text) -> s.port(number(text)), s -> s.engine().port()),
            count(
                    "max-request-line-bytes",
                    EngineSettings::withMaxRequestLineBytes,
                    EngineSettings::maxRequestLineBytes),
            count("max-header-bytes", EngineSettings::withMaxHeaderBytes, EngineSettings::maxHeaderBytes),
            count("max-header-count", EngineSettings::withMaxHeaderCount, EngineSettings::maxHeaderCount),
            count("max-body-bytes", EngineSettings::withMaxBodyBytes, EngineSettings::maxBodyBytes),
            time("head-timeout", EngineSettings::withHeadTimeout, EngineSettings::headTimeout),
            time("body-read-timeout", EngineSettings::withBodyReadTimeout, EngineSettings::bodyReadTimeout),
            count(
                    "min-body-bytes-per-second",
                    EngineSettings::withMinBodyBytesPerSecond,
                    EngineSettings::minBodyBytesPerSecond),
            time("write-stall-timeout", EngineSettings::withWriteStallTimeout, EngineSettings::writeStallTimeout),
            time("idle-timeout", EngineSettings::withIdleTimeout, EngineSettings::idleTimeout),
            time("max-connection-age", EngineSettings::withMaxConnectionAge, EngineSettings::maxConnectionAge),
            count("max-connections", EngineSettings::withMaxConnections, EngineSettings::maxConnections),
            count("event-loops", EngineSettings::withEventLoops, EngineSettings::eventLoops),
            new Setting(
                    "in-flight-min",
                    (s, text) -> s.inFlight(number(text), Math.max(number(text), s.inFlightMax())),
                    AppSettings::inFlightMin),
            new Setting(
                    "in-flight-max",
                    (s, text) -> s.inFlight(Math.min(s.inFlightMin(), number(text)), number(text)),
                    AppSettings::inFlightMax),
            new Setting("in-flight-queue", (s, text) -> s.inFlightQueue(number(text)), AppSettings::inFlightQueue),
            new Setting("queue-time", (s, text) -> s.queueTime(millis(text)), AppSettings::queueTime),
            new Setting("request-time", (s, text) -> s.requestTime(millis(text)), AppSettings::requestTime),
            new Setting(
                    "read-deadlines",
                    (s, text) -> s.readDeadlines(Boolean.parseBoolean(text)),
                    AppSettings::readDeadlines),
            new Setting("grace-time", (s, text) -> s.graceTime(millis(text)), AppSettings::graceTime),
            new Setting(
                    "redirect-slashes",
                    (s, text) -> s.redirectSlashes(Boolean.parseBoolean(text)),
                    AppSettings::redirectSlashes),
            new Setting(
                    "strict-content-type",
                    (s, text) -> s.strictContentType(Boolean.parseBoolean(text)),
                    AppSettings::strictContentType));

    private SettingSource() {}

    private interface WithCount {
        EngineSettings with(EngineSettings settings, int value);
    }

    private interface WithTime {
        EngineSettings with(EngineSettings settings, Duration value);
    }

    private static Setting count(String name, WithCount change, Function<EngineSettings, Object> show) {
        return new Setting(name, (s, text) -> s.engine(e -> change.with(e, number(text))), s -> show.apply(s.engine()));
    }

    private static Setting time(String name, WithTime change, Function<EngineSettings, Object> show) {
        return new Setting(name, (s, text) -> s.engine(e -> change.with(e, millis(text))), s -> show.apply(s.engine()));
    }

    private static int number(String text) {
        int value = Integer.parseInt(text.strip());
        if (value < 0) {
            throw new NumberFormatException("negative");
        }
        return value;
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(number(text));
    }

    /** Applies what properties and environment say. */
    static void apply(AppSettings settings) {
        apply(settings, System::getProperty, System::getenv);
    }

    static void apply(
            AppSettings settings,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> environment) {
        for (Setting setting : ALL) {
            String property = "rapier." + setting.name();
            String variable =
                    property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
            String text = properties.apply(property);
            String source = "the system property " + property;
            if (text == null) {
                text = environment.apply(variable);
                source = "the environment variable " + variable;
            }
            if (text != null) {
                change(settings, setting, text, source);
            }
        }
    }

    private static void change(AppSettings settings, Setting setting, String text, String source) {
        try {
            setting.change().apply(settings, text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' in " + source + " is not a whole number from 0 to " + Integer.MAX_VALUE, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", as " + source + " asks", e);
        }
    }

    static String describe(AppSettings settings) {
        var text = new ArrayList<String>();
        for (Setting setting : ALL) {
            Object value = setting.show().apply(settings);
            text.add(setting.name() + "=" + (value instanceof Duration time ? time.toMillis() + "ms" : value));
        }
        return String.join(" ", text);
    }
}
