package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What entities may be made of: inheritance, embedded values, collections and maps of values, enums, JSON. */
class MappingKindsTest {
    @MappedSuperclass
    abstract static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        Instant madeAt = Instant.parse("2026-07-01T12:00:00.123456Z");
    }

    /** One table for all of them. */
    @Entity
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    abstract static class Animal extends Numbered {
        static final MappedText<Animal> NAME = Mapped.text(Animal.class, "name");

        String name;
    }

    @Entity
    static class Dog extends Animal {
        static final Mapped<Dog, Boolean> BARKS = Mapped.of(Dog.class, "barks", Boolean.class);

        boolean barks = true;
    }

    @Entity
    static class Cat extends Animal {
        int lives = 9;
    }

    /** A table for each. */
    @Entity
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Payment extends Numbered {
        static final Mapped<Payment, BigDecimal> AMOUNT = Mapped.of(Payment.class, "amount", BigDecimal.class);

        @Column(precision = 12, scale = 2)
        BigDecimal amount;
    }

    @Entity
    static class CardPayment extends Payment {
        static final MappedText<CardPayment> DIGITS = Mapped.text(CardPayment.class, "lastDigits");

        String lastDigits;
    }

    @Embeddable
    record Address(String street, String city) {}

    enum Mood {
        SAD,
        HAPPY
    }

    record Settings(String theme, List<Integer> sizes) {}

    @Entity
    static class Customer extends Numbered {
        static final MappedText<Customer> CITY = Mapped.text(Customer.class, "address.city");
        static final Mapped<Customer, Mood> MOOD = Mapped.of(Customer.class, "mood", Mood.class);
        static final Mapped<Customer, String> TAG = Mapped.of(Customer.class, "tags", String.class);
        static final Mapped<Customer, UUID> TOKEN = Mapped.of(Customer.class, "token", UUID.class);
        static final Mapped<Customer, Animal> PETS = Mapped.of(Customer.class, "pets", Animal.class);

        @Embedded
        Address address;

        @Enumerated(EnumType.STRING)
        Mood mood;

        @ElementCollection
        Set<String> tags = new LinkedHashSet<>();

        @ElementCollection
        @OrderColumn
        List<Address> former = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "customer_phones")
        @MapKeyColumn(name = "kind")
        Map<String, String> phones = new HashMap<>();

        @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
        @MapKey(name = "number")
        Map<String, Contract> contracts = new HashMap<>();

        @ManyToMany(cascade = CascadeType.PERSIST)
        Set<Animal> pets = new LinkedHashSet<>();

        @JdbcTypeCode(SqlTypes.JSON)
        Settings settings;

        @JdbcTypeCode(SqlTypes.JSON)
        Map<String, Object> extra;

        UUID token = UUID.fromString("6f1d3c1e-0000-4000-8000-000000000001");
        LocalDate born;
        Duration patience;
        byte[] picture;

        @Transient
        String notStored;
    }

    @Entity
    static class Contract extends Numbered {
        String number;

        @ManyToOne
        Customer customer;

        Contract() {}

        Contract(Customer customer, String number) {
            this.customer = customer;
            this.number = number;
        }
    }

    private static final OrmEngine ENGINE = OrmEngine.on(
            Shop.DB,
            o -> o.entities(
                    Animal.class,
                    Dog.class,
                    Cat.class,
                    Payment.class,
                    CardPayment.class,
                    Customer.class,
                    Contract.class));
    private static final SessionMaker SESSIONS = SessionMaker.of(ENGINE);

    @BeforeAll
    static void createTables() {
        ENGINE.createAll();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static <E> E saved(E entity) {
        return SESSIONS.begin(session -> session.add(entity));
    }

    private static Customer reloaded(Session session, Customer customer) {
        return session.getOne(Customer.class, customer.id);
    }

    @Test
    void ofOneTableEachComesBackAsWhatItIs() {
        var dog = new Dog();
        dog.name = "rex";
        var cat = new Cat();
        cat.name = "tom";
        saved(dog);
        saved(cat);
        try (var session = SESSIONS.open()) {
            assertThat(session.scalars(select(Animal.class)
                                    .where(Animal.NAME.in("rex", "tom"))
                                    .orderBy(Animal.NAME))
                            .all())
                    .extracting(animal -> animal.getClass().getSimpleName())
                    .containsExactly("Dog", "Cat");
            assertThat(session.scalars(select(Cat.class)).all())
                    .extracting(one -> one.lives)
                    .containsExactly(9);
            assertThat(session.scalars(select(Dog.class).where(Animal.NAME.eq("rex"), Dog.BARKS.eq(true)))
                            .one()
                            .madeAt)
                    .isEqualTo(Instant.parse("2026-07-01T12:00:00.123456Z"));
            assertThat(session.get(Animal.class, cat.id)).containsInstanceOf(Cat.class);
            assertThat(session.get(Dog.class, cat.id)).isEmpty();
        }
    }

    @Test
    void ofJoinedTablesTheSuperclassFindsAll() {
        var cash = new Payment();
        cash.amount = new BigDecimal("12.50");
        var card = new CardPayment();
        card.amount = new BigDecimal("99.00");
        card.lastDigits = "1234";
        saved(cash);
        saved(card);
        try (var session = SESSIONS.open()) {
            assertThat(session.scalars(select(Payment.AMOUNT).orderBy(Payment.AMOUNT))
                            .all())
                    .containsExactly(new BigDecimal("12.50"), new BigDecimal("99.00"));
            assertThat(session.scalars(select(CardPayment.class)
                                    .where(Payment.AMOUNT.gt(BigDecimal.TEN), CardPayment.DIGITS.eq("1234")))
                            .one()
                            .amount)
                    .isEqualByComparingTo("99.00");
            session.delete(session.getOne(Payment.class, card.id));
            session.commit();
            assertThat(session.scalars(select(CardPayment.class)).all()).isEmpty();
        }
    }

    @Test
    void anEmbeddedRecordIsReplacedAndAskedForByItsParts() {
        var customer = new Customer();
        customer.address = new Address("Main St 1", "London");
        saved(customer);
        try (var session = SESSIONS.open()) {
            var found = session.scalars(select(Customer.class).where(Customer.CITY.eq("London")))
                    .one();
            assertThat(found.address).isEqualTo(new Address("Main St 1", "London"));
            found.address = new Address("High St 2", "Leeds");
            session.commit();
            assertThat(session.scalars(select(Customer.CITY).where(Customer.CITY.startsWith("Le")))
                            .all())
                    .containsExactly("Leeds");
            found.address = null;
            session.commit();
        }
        try (var session = SESSIONS.open()) {
            assertThat(reloaded(session, customer).address).isNull();
        }
    }

    @Test
    void collectionsOfValuesAreChangedInPlaceAndSearched() {
        var customer = new Customer();
        customer.tags.addAll(List.of("old", "gold"));
        customer.former.addAll(List.of(new Address("A", "a"), new Address("B", "b")));
        saved(customer);
        try (var session = SESSIONS.open()) {
            var found = reloaded(session, customer);
            found.tags.remove("old");
            found.tags.add("new");
            found.former.addFirst(new Address("C", "c"));
            session.commit();
        }
        try (var session = SESSIONS.open()) {
            var found = reloaded(session, customer);
            assertThat(found.tags).containsExactlyInAnyOrder("gold", "new");
            assertThat(found.former).extracting(Address::city).containsExactly("c", "a", "b");
            assertThat(session.scalars(select(Customer.class).join(Customer.TAG).where(Customer.TAG.eq("gold")))
                            .all())
                    .containsExactly(found);
            assertThat(session.scalars(select(Customer.class).join(Customer.TAG).where(Customer.TAG.eq("old")))
                            .all())
                    .isEmpty();
        }
    }

    @Test
    void mapsOfValuesAndOfEntities() {
        var customer = new Customer();
        customer.phones.put("home", "1");
        customer.phones.put("work", "2");
        customer.contracts.put("c-1", new Contract(customer, "c-1"));
        saved(customer);
        try (var session = SESSIONS.open()) {
            var found = reloaded(session, customer);
            assertThat(found.phones).containsOnly(entry("home", "1"), entry("work", "2"));
            assertThat(found.contracts).containsOnlyKeys("c-1");
            found.phones.put("home", "3");
            found.phones.remove("work");
            session.commit();
        }
        try (var session = SESSIONS.open()) {
            var found = session.refresh(reloaded(session, customer), "phones", "contracts");
            assertThat(found.phones).containsOnly(entry("home", "3"));
            assertThat(found.contracts.get("c-1").customer).isSameAs(found);
        }
    }

    @Test
    void manyToManyGoesAlongItsColumn() {
        var customer = new Customer();
        var dog = new Dog();
        dog.name = "fido";
        customer.pets.add(dog);
        saved(customer);
        try (var session = SESSIONS.open()) {
            var found = session.scalars(select(Customer.class).where(Customer.PETS.any(Animal.NAME.eq("fido"))))
                    .one();
            assertThat(found.id).isEqualTo(customer.id);
            assertThat(found.pets).singleElement().isInstanceOf(Dog.class);
            found.pets.clear();
            session.commit();
            assertThat(session.scalar(select(Customer.class).where(Customer.PETS.any(Animal.NAME.eq("fido")))))
                    .isEmpty();
            assertThat(session.get(Dog.class, dog.id)).isPresent();
        }
    }

    @Test
    void enumsJsonAndOtherValuesComeBackAsTheyWent() {
        var customer = new Customer();
        customer.mood = Mood.HAPPY;
        customer.settings = new Settings("dark", List.of(1, 2));
        customer.extra = Map.of("km", 12, "who", "ann");
        customer.born = LocalDate.of(1815, 12, 10);
        customer.patience = Duration.ofMinutes(90);
        customer.picture = new byte[] {0, 1, (byte) 255};
        customer.notStored = "x";
        saved(customer);
        try (var session = SESSIONS.open()) {
            var found = session.scalars(select(Customer.class)
                            .where(Customer.MOOD.eq(Mood.HAPPY), Customer.TOKEN.eq(customer.token)))
                    .one();
            assertThat(found.settings).isEqualTo(new Settings("dark", List.of(1, 2)));
            assertThat(found.extra).isEqualTo(Map.of("km", 12, "who", "ann"));
            assertThat(found.born).isEqualTo(LocalDate.of(1815, 12, 10));
            assertThat(found.patience).isEqualTo(Duration.ofMinutes(90));
            assertThat(found.picture).isEqualTo(new byte[] {0, 1, (byte) 255});
            assertThat(found.notStored).isNull();
            found.mood = Mood.SAD;
            found.settings = new Settings("light", List.of());
            session.commit();
            assertThat(Shop.DB.fetchOne(
                            "SELECT mood, settings ->> 'theme' AS theme, extra ->> 'km' AS km FROM customer"
                                    + " WHERE id = :id",
                            Map.of("id", customer.id)))
                    .hasValueSatisfying(row -> assertThat(row.values()).containsExactly("SAD", "light", "12"));
        }
    }

    @Test
    void aColumnOfAnotherTypeIsFoundWhenTheEngineStarts() {
        assertThatThrownBy(() -> {
                    try (var session = SESSIONS.open()) {
                        session.execute(select(Customer.class)
                                .where(Mapped.of(Customer.class, "address.city", Integer.class)
                                        .eq(1)));
                    }
                })
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("Customer.address.city says java.lang.Integer, but the entity's attribute is a"
                        + " java.lang.String");
    }
}
