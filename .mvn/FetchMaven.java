import module java.base;
import module java.xml;

/*
 * Fetches the Maven distribution: java FetchMaven.java VERSION SHA512 TARGET.tar.gz
 *
 * From the repository that MVNW_REPOURL names, else from the first mirror of ~/.m2/settings.xml. Ends with 3 when neither is there, with 1
 * when the fetch failed. Nothing is kept that does not have the pinned checksum.
 */

void main(String[] args) throws Exception {
    String version = args[0];
    String sha512 = args[1];
    Path target = Path.of(args[2]);
    Optional<String> repository = repository();
    if (repository.isEmpty()) {
        System.exit(3);
    }
    URI file = URI.create(repository.get().replaceAll("/+$", "")
            + "/org/apache/maven/apache-maven/%1$s/apache-maven-%1$s-bin.tar.gz".formatted(version));
    // A URL may hold a password, so that messages name its host only.
    String place = Optional.ofNullable(file.getHost()).orElse(file.getPath());
    System.err.println("Fetching Maven " + version + " from " + place);
    try {
        byte[] content = read(file);
        String found = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
        if (!found.equals(sha512)) {
            throw new IOException("its SHA-512 is " + found + " where " + sha512 + " was pinned");
        }
        Files.createDirectories(target.getParent());
        Files.write(target, content);
    } catch (IOException e) {
        System.err.println("Can't take Maven from " + place + ": " + e);
        System.exit(1);
    }
}

byte[] read(URI file) throws IOException {
    URLConnection connection = file.toURL().openConnection();
    connection.setConnectTimeout(20_000);
    connection.setReadTimeout(60_000);
    try (InputStream in = connection.getInputStream()) {
        return in.readAllBytes();
    }
}

Optional<String> repository() throws Exception {
    String named = System.getenv("MVNW_REPOURL");
    if (named != null && !named.isBlank()) {
        return Optional.of(named.strip());
    }
    Optional<Path> settings = Stream.of(System.getenv("HOME"), System.getProperty("user.home"))
            .filter(Objects::nonNull)
            .map(home -> Path.of(home, ".m2", "settings.xml"))
            .filter(Files::exists)
            .findFirst();
    if (settings.isEmpty()) {
        return Optional.empty();
    }
    var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(settings.get().toFile());
    String url = XPathFactory.newDefaultInstance().newXPath()
            .evaluate("(//*[local-name()='mirror']/*[local-name()='url'])[1]", document);
    return Optional.of(url.strip()).filter(found -> !found.isEmpty());
}
