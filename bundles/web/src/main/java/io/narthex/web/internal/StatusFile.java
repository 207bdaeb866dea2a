package io.narthex.web.internal;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the launcher how we are, line by line. Written when something has changed, and never seen half-written. */
final class StatusFile {

    private static final Logger log = LoggerFactory.getLogger(StatusFile.class);

    private final Path file;
    private List<String> written = List.of();

    StatusFile(Path file) {
        this.file = file;
    }

    /** Writes these lines; returns whether they are others than before. */
    boolean write(List<String> lines) {
        if (lines.equals(written)) {
            return false;
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(next, lines);
            move(next);
        } catch (IOException e) {
            log.warn("{}: cannot be written: {}", file, e.getMessage());
        }
        written = List.copyOf(lines);
        return true;
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("{}: cannot be removed", file, e);
        }
    }

    private void move(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
