package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rapier.http.Default;
import dev.rapier.web.ContractFiles;
import dev.rapier.web.ValidationError;
import dev.rapier.web.json.JsonNumbers;
import dev.rapier.web.json.JsonText;
import dev.rapier.web.json.PlainJson;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The recorded conversions of pydantic, row by row, on the slow road and on the fast one. */
class PydanticMatrixTest {
    enum Color {
        RED("red"),
        BLUE("blue");

        @JsonValue
        private final String value;

        Color(String value) {
            this.value = value;
        }
    }

    enum Num {
        ONE(1),
        TWO(2);

        private final int value;

        Num(int value) {
            this.value = value;
        }

        @JsonValue
        int value() {
            return value;
        }
    }

    record Model(BigInteger a, @Default("x") String b) {}

    /** One component per type of the matrix. */
    record Types(
            BigInteger integer,
            double number,
            boolean bool,
            String string,
            byte[] bytes,
            BigDecimal decimal,
            LocalDate date,
            LocalTime time,
            Duration duration,
            UUID uuid,
            List<BigInteger> integers,
            Set<BigInteger> integerSet,
            Map<String, BigInteger> integersByName,
            Map<BigInteger, Double> numbersByInteger,
            Color color,
            Num num,
            Model model,
            Optional<BigInteger> optional,
            Object any,
            @DecimalMin(value = "3", inclusive = false) BigInteger above3,
            @Min(3) BigInteger atLeast3,
            @DecimalMax(value = "3", inclusive = false) BigInteger below3,
            @Max(3) BigInteger atMost3,
            @DecimalMin(value = "0.5", inclusive = false) double aboveHalf,
            @Size(min = 2, max = 4) String sized,
            @Size(min = 2, max = 3) List<BigInteger> sizedList,
            @Digits(integer = 3, fraction = 2) BigDecimal money,
            @Past LocalDate past,
            OffsetDateTime aware,
            LocalDateTime naive) {}

    enum Row {
        INT("int", "integer"),
        FLOAT("float", "number"),
        BOOL("bool", "bool"),
        STR("str", "string"),
        BYTES("bytes", "bytes"),
        DECIMAL("Decimal", "decimal"),
        DATE("date", "date"),
        TIME("time", "time"),
        TIMEDELTA("timedelta", "duration"),
        UUID_TYPE("UUID", "uuid"),
        LIST("list[int]", "integers"),
        SET("set[int]", "integerSet"),
        DICT("dict[str,int]", "integersByName"),
        DICT_OF_INT("dict[int,float]", "numbersByInteger"),
        ENUM("Color(Enum str)", "color"),
        INT_ENUM("Num(IntEnum)", "num"),
        MODEL("M(model)", "model"),
        OPTIONAL("int|None", "optional"),
        ANY("Any", "any"),
        GT("int gt=3", "above3"),
        GE("int ge=3", "atLeast3"),
        LT("int lt=3", "below3"),
        LE("int le=3", "atMost3"),
        FLOAT_GT("float gt=0.5", "aboveHalf"),
        LENGTH("str 2..4", "sized"),
        SIZE("list[int] 2..3", "sizedList"),
        DIGITS("Decimal(5,2)", "money"),
        PAST("PastDate", "past"),
        AWARE("AwareDatetime", "aware"),
        NAIVE("NaiveDatetime", "naive");

        private final String type;
        private final String component;

        Row(String type, String component) {
            this.type = type;
            this.component = component;
        }
    }

    /** Why the other types of the matrix have no row here. */
    private static final Map<String, String> NOT_COVERED = new TreeMap<>(Map.ofEntries(
            Map.entry("frozenset[str]", "Java has one kind of set; its errors say set"),
            Map.entry("tuple[int,str]", "Java has no tuples; a record is an object"),
            Map.entry("tuple[int,...]", "Java has no tuples; a list is the same"),
            Map.entry("Literal['a','b']", "Java has no literal types; an enum is the same with error type enum"),
            Map.entry("Literal[1]", "Java has no literal types"),
            Map.entry("MF(model extra=forbid)", "records ignore unknown keys"),
            Map.entry("int|str", "Java has no union types"),
            Map.entry("M|int", "Java has no union types"),
            Map.entry("Cat|Dog discriminated", "sealed interfaces are read by Jackson"),
            Map.entry("EmailStr", "@Email has Hibernate Validator's message"),
            Map.entry("HttpUrl", "no type of its own"),
            Map.entry("AnyUrl", "no type of its own"),
            Map.entry("None", "no Java type has null as its only value"),
            Map.entry("int multiple_of=5", "Jakarta Validation has no such constraint"),
            Map.entry("float finite", "Jakarta Validation has no such constraint"),
            Map.entry("str pattern ^a", "Jakarta's @Pattern matches the whole string, pydantic's searches"),
            Map.entry("StrictInt", "no strict mode"),
            Map.entry("StrictStr", "the same as str"),
            Map.entry("SecretStr", "no type of its own"),
            Map.entry("UUID4", "no type of its own"),
            Map.entry("Json", "no type of its own"),
            Map.entry("ByteSize", "no type of its own")));

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Shapes SHAPES = new Shapes();

    private static Shape shape(String component) {
        RecordComponent found = Arrays.stream(Types.class.getRecordComponents())
                .filter(c -> c.getName().equals(component))
                .findFirst()
                .orElseThrow();
        return SHAPES.of(found.getAnnotatedType(), List.of(), TypeScope.EMPTY).shape();
    }

    private static List<Map<String, Object>> rows(String type) {
        return ContractFiles.lines("pydantic_matrix.jsonl").stream()
                .filter(row -> row.get("type").equals(type))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_type_accepts_and_refuses_what_pydantic_does(Row type) {
        Shape shape = shape(type.component);
        var wrong = new ArrayList<String>();
        List<Map<String, Object>> rows = rows(type.type);
        for (Map<String, Object> row : rows) {
            Outcome outcome = Outcome.slow(shape, row.get("input"));
            outcome.compare(row, wrong);
            outcome.compareFastRoad(shape, row.get("input"), wrong);
        }
        assertThat(rows).hasSize(73);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_datetime_with_or_without_zone_goes_to_the_java_type_that_has_one_or_not() {
        var wrong = new ArrayList<String>();
        for (Map<String, Object> row : rows("datetime")) {
            boolean zoned = String.valueOf(row.get("output")).endsWith("Z");
            Outcome.slow(shape(zoned ? "aware" : "naive"), row.get("input")).compare(row, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    record Futures(@Future OffsetDateTime aware, @Future LocalDateTime naive) {}

    @Test
    void a_future_moment_is_told_from_a_past_one() {
        var wrong = new ArrayList<String>();
        for (Map<String, Object> row : rows("FutureDatetime")) {
            Outcome plain = Outcome.slow(shape("naive"), row.get("input"));
            boolean zoned = plain.errors.stream().anyMatch(error -> error.type().equals("timezone_naive"));
            RecordComponent component = Futures.class.getRecordComponents()[zoned ? 0 : 1];
            Shape shape = SHAPES.of(component.getAnnotatedType(), List.of(), TypeScope.EMPTY)
                    .shape();
            Outcome.slow(shape, row.get("input")).compare(row, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_type_of_the_matrix_is_covered_or_has_a_reason_not_to_be() {
        Set<String> all = ContractFiles.lines("pydantic_matrix.jsonl").stream()
                .map(row -> (String) row.get("type"))
                .collect(Collectors.toCollection(TreeSet::new));
        var known = new TreeSet<>(NOT_COVERED.keySet());
        Arrays.stream(Row.values()).forEach(row -> known.add(row.type));
        known.addAll(Set.of("datetime", "FutureDatetime"));
        System.out.printf(
                "pydantic matrix: %d of %d types covered, %d rows of %d; not covered:%n",
                all.size() - NOT_COVERED.size(), all.size(), 73 * (all.size() - NOT_COVERED.size()), 73 * all.size());
        NOT_COVERED.forEach((type, why) -> System.out.printf("  %s: %s%n", type, why));
        assertThat(known).isEqualTo(all);
    }

    private record Outcome(Object value, List<ValidationError> errors) {
        static Outcome slow(Shape shape, Object input) {
            var problems = new FoundProblems();
            Object value = shape.convert(input, problems);
            return new Outcome(value, problems.all());
        }

        void compare(Map<String, Object> row, List<String> wrong) {
            boolean ok = Boolean.TRUE.equals(row.get("ok"));
            Object actual = ok
                    ? plain(value)
                    : JsonText.parse(PlainJson.text(
                            errors.stream().map(ValidationError::toMap).toList()));
            Object expected = row.get(ok ? "output" : "errors");
            if (ok != errors.isEmpty() || !ContractFiles.same(expected(expected), actual)) {
                wrong.add(row + "\n    but was " + (errors.isEmpty() ? plain(value) : errors));
            }
        }

        /** pydantic writes durations with years and times of numbers with a zone. */
        private Object expected(Object output) {
            if (value instanceof Duration && output instanceof String text) {
                return DurationText.parse(text).toString();
            }
            return value instanceof LocalTime && output instanceof String text ? text.replace("Z", "") : output;
        }

        void compareFastRoad(Shape shape, Object input, List<String> wrong) {
            byte[] json = PlainJson.bytes(input);
            try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
                parser.nextToken();
                Object fast = shape.read(parser);
                if (!errors.isEmpty()) {
                    wrong.add("fast road accepts " + input);
                } else if (!ContractFiles.same(plain(value), plain(fast))) {
                    wrong.add("fast road makes " + fast + " of " + input + ", slow road " + value);
                }
            } catch (Unfit unfit) {
                if (errors.isEmpty()) {
                    wrong.add("fast road leaves to the slow one: " + input);
                }
            }
        }

        private static Object plain(Object value) {
            return switch (value) {
                case null -> null;
                case Integer number -> number.longValue();
                case BigInteger number -> JsonNumbers.narrow(number);
                case Double number -> Double.isFinite(number) ? number : null;
                case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                case Color color -> color.value;
                case Num num -> (long) num.value;
                case Model(BigInteger a, String b) -> Map.of("a", plain(a), "b", b);
                case Optional<?> optional -> plain(optional.orElse(null));
                case LocalTime time ->
                    DateTimeFormatter.ofPattern(time.getNano() == 0 ? "HH:mm:ss" : "HH:mm:ss.SSSSSS")
                            .format(time);
                case LocalDateTime local ->
                    DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").format(local);
                case OffsetDateTime moment ->
                    DateTimeFormatter.ofPattern(
                                    moment.getNano() == 0
                                            ? "uuuu-MM-dd'T'HH:mm:ssXXX"
                                            : "uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX")
                            .format(moment);
                case Iterable<?> items -> {
                    var list = new ArrayList<>();
                    items.forEach(item -> list.add(plain(item)));
                    yield list;
                }
                case Map<?, ?> map -> {
                    var copy = new LinkedHashMap<String, Object>();
                    map.forEach((key, item) -> copy.put(key.toString(), plain(item)));
                    yield copy;
                }
                case BigDecimal _, LocalDate _, Duration _, UUID _ -> value.toString();
                case String _, Boolean _, Long _ -> value;
                default -> fail("no plain form of " + value.getClass());
            };
        }
    }
}
