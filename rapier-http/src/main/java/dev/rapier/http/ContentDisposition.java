package dev.rapier.http;

/** The value of a Content-Disposition field (RFC 6266). */
public final class ContentDisposition {
    private ContentDisposition() {}

    /**
     * Lets the browser save the answer under a name: {@code attachment; filename=data.csv}. A name that is not a token is
     * quoted; one with other than ASCII characters is sent in the extended form, percent-encoded.
     */
    public static String attachment(String filename) {
        if (HeaderSyntax.isToken(filename)) {
            return "attachment; filename=" + filename;
        }
        if (filename.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            return "attachment; filename=\"" + filename.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        return "attachment; filename*=utf-8''" + PercentEncoding.encode(filename, "");
    }
}
