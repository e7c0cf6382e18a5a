/** Sessions over Hibernate ORM in the manner of SQLAlchemy. */
@org.jspecify.annotations.NullMarked
module dev.rapier.orm {
    requires static org.jspecify;
    requires transitive dev.rapier.sql;
}
