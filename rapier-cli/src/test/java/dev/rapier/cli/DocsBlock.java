package dev.rapier.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param language the first word behind the fence
 * @param roles the words behind it
 * @param section the heading of the second level that it stands under, empty above the first
 * @param line where its first line is in the page, from 1
 */
record DocsBlock(String language, List<String> roles, String text, String section, int line) {

    /** All blocks of a page, in order. */
    static List<DocsBlock> in(List<String> page) {
        List<DocsBlock> blocks = new ArrayList<>();
        String section = "";
        for (int i = 0; i < page.size(); i++) {
            String line = page.get(i);
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (line.startsWith("```")) {
                List<String> words = List.of(line.substring(3).strip().split(" "));
                int first = ++i;
                while (!page.get(i).equals("```")) {
                    i++;
                }
                String text = String.join("\n", page.subList(first, i));
                blocks.add(new DocsBlock(words.getFirst(), words.subList(1, words.size()), text, section, first + 1));
            }
        }
        return blocks;
    }

    boolean has(String role) {
        return roles.contains(role);
    }

    boolean is(String otherLanguage) {
        return language.equals(otherLanguage);
    }

    /** A program of its own, or tests: what can be run. */
    boolean runs() {
        return has("body") || text.contains("void main(") || isTest();
    }

    boolean isTest() {
        return text.contains("@RapierTest") || text.contains("@Test");
    }
}
