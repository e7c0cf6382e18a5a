package dev.rapier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command that a page shows behind a {@code $}, and the answer that it shows below; {@code …} in it stands for whatever is there. */
record Shown(String command, Pattern answer) {

    /** The commands of a console block. */
    static List<Shown> of(String console) {
        List<Shown> commands = new ArrayList<>();
        List<String> lines = console.lines().toList();
        for (int i = 0; i < lines.size(); ) {
            String line = lines.get(i++).replaceFirst("^\\$ ", "");
            List<String> answer = new ArrayList<>();
            while (i < lines.size() && !lines.get(i).startsWith("$ ")) {
                answer.add(lines.get(i++));
            }
            commands.add(new Shown(line, answer(String.join("\n", answer))));
        }
        return commands;
    }

    /** What an output must match to be the one that is shown. */
    static Pattern answer(String text) {
        return Pattern.compile(
                Stream.of(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")), Pattern.DOTALL);
    }
}
