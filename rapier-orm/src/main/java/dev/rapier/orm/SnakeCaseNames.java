package dev.rapier.orm;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hibernate.boot.model.naming.EntityNaming;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.source.spi.AttributePath;

/** Names of tables and columns where the program gives none: {@code createdAt} is {@code created_at}. Given names stay as they are. */
final class SnakeCaseNames extends ImplicitNamingStrategyJpaCompliantImpl {
    private static final long serialVersionUID = 1L;
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    @Override
    protected String transformEntityName(EntityNaming entity) {
        var name = super.transformEntityName(entity);
        return snake(name.substring(name.lastIndexOf('$') + 1)); // a class inside another
    }

    @Override
    protected String transformAttributePath(AttributePath path) {
        return snake(super.transformAttributePath(path));
    }

    static String snake(String name) {
        return HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
