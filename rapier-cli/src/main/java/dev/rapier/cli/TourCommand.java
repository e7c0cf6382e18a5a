package dev.rapier.cli;

import dev.rapier.tour.Tour;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rapier tour}: the tour reads its own command line, {@code --help} too, and ends the process with its own exit code. */
@Command(
        name = "tour",
        description = "Serves the examples of the guide on coroutines; rapier tour --help lists its options.")
final class TourCommand implements Runnable {

    @Parameters(paramLabel = "OPTION", description = "Options of the tour.")
    private List<String> options = List.of();

    @Override
    public void run() {
        Tour.main(options.toArray(String[]::new));
    }
}
