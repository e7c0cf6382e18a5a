/** Sessions over Hibernate ORM in the manner of SQLAlchemy. */
@org.jspecify.annotations.NullMarked
module dev.rapier.orm {
    requires static org.jspecify;
    requires transitive dev.rapier.sql;
    requires java.sql;
    requires java.logging;
    requires jakarta.persistence;
    requires org.hibernate.orm.core;
    // Hibernate is an automatic module and can't ask for these itself.
    requires jakarta.transaction;
    requires jakarta.xml.bind;
    requires net.bytebuddy;
    requires org.jboss.logging;

    exports dev.rapier.orm;
}
