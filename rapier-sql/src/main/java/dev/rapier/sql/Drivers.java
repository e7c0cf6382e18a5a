package dev.rapier.sql;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds JDBC drivers that Rapier does not bring along: whoever uses one puts it on the class or module path. */
final class Drivers {
    private Drivers() {}

    /**
     * The first of these drivers that is there.
     *
     * @throws DatabaseException when none is; it names the Maven coordinates {@code artifacts}
     */
    static Driver find(DatabaseUrl url, List<String> classes, String... artifacts) {
        for (var name : classes) {
            var driver = named(name, Thread.currentThread().getContextClassLoader())
                    .or(() -> named(name, Drivers.class.getClassLoader()));
            if (driver.isPresent()) {
                return driver.get();
            }
        }
        throw new DatabaseException(
                "The URL " + url + " needs a JDBC driver that is not there: add "
                        + String.join(" or ", artifacts)
                        + " to the class path or the module path; the command ./rapier does it with --with "
                        + artifacts[0],
                null);
    }

    private static Optional<Driver> named(String name, ClassLoader loader) {
        return ServiceLoader.load(Driver.class, loader).stream()
                .filter(provider -> provider.type().getName().equals(name))
                .<Driver>map(ServiceLoader.Provider::get)
                .findFirst();
    }

    /** The names of the options that a driver knows. */
    static Set<String> options(Driver driver, String address) {
        try {
            return Arrays.stream(driver.getPropertyInfo(address, new Properties()))
                    .map(option -> option.name)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new DatabaseException("The driver does not say which options it knows: " + e.getMessage(), e);
        }
    }
}
