package io.narthex.connector.saml.internal.metadata;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.saml.internal.metadata.MetadataReader.Metadata;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provider out of its own metadata. Read at the first sign-in, read anew in the background when it grows old, and at once
 * when a signature does not hold: so the provider can change its keys, and nobody needs to restart anything. A document that
 * cannot be read, or is refused, leaves the last good one in force until that one's own end.
 */
public final class PublishedProvider implements IdentityProviderSource {

    /** How long the source is left alone after it was asked because of a signature, or in vain. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(PublishedProvider.class);

    private final String name;
    private final Supplier<byte[]> source;
    private final MetadataReader reader;
    private final Duration interval;
    private final Clock clock;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<Known> known = Optional.empty();
    private volatile Instant notBefore = Instant.MIN;
    private volatile String problem = "not read yet";
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean closed;

    private record Known(Metadata metadata, Instant at) {

        boolean isValid(Instant now) {
            return metadata.validUntil().map(until -> until.isAfter(now)).orElse(true);
        }

        boolean isOld(Instant now, Duration interval) {
            Duration least = Duration.ofMinutes(1);
            Duration fresh = metadata.cacheDuration()
                    .filter(length -> length.compareTo(interval) < 0)
                    .map(length -> length.compareTo(least) < 0 ? least : length)
                    .orElse(interval);
            return !at.plus(fresh).isAfter(now);
        }
    }

    /**
     * A provider that is not asked yet.
     *
     * @param name where the metadata is, for messages
     * @param source reads the document; throws {@link UpstreamUnavailableException}
     * @param interval how old it may grow
     */
    public PublishedProvider(
            String name, Supplier<byte[]> source, MetadataReader reader, Duration interval, Clock clock) {
        this.name = name;
        this.source = source;
        this.reader = reader;
        this.interval = interval;
        this.clock = clock;
    }

    @Override
    public IdentityProvider current() {
        Optional<Known> now = known.filter(one -> one.isValid(clock.instant()));
        if (now.isEmpty()) {
            readOnce();
            return known.filter(one -> one.isValid(clock.instant()))
                    .map(one -> one.metadata().provider())
                    .orElseThrow(() -> new UpstreamUnavailableException("metadata of " + name + ": " + problem));
        }
        if (now.get().isOld(clock.instant(), interval) && mayRead()) {
            Thread thread = new Thread(this::readIfNobodyDoes, "narthex-saml-metadata");
            thread.setDaemon(true);
            thread.start();
        }
        return now.get().metadata().provider();
    }

    @Override
    public boolean isNewerThan(IdentityProvider outdated) {
        if (isKnownAs(outdated)) {
            // Whoever sends forged signatures must not make many wait.
            readUnlessOthersTakeLong();
        }
        return !isKnownAs(outdated);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean isKnownAs(IdentityProvider provider) {
        return known.map(one -> one.metadata().provider().equals(provider)).orElse(true);
    }

    private void readUnlessOthersTakeLong() {
        try {
            if (reading.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    read();
                } finally {
                    reading.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean mayRead() {
        return !closed && !clock.instant().isBefore(notBefore);
    }

    private void readIfNobodyDoes() {
        if (reading.tryLock()) {
            try {
                read();
            } finally {
                reading.unlock();
            }
        }
    }

    /** Those who come while somebody reads wait for it, and then take what came of it. */
    private void readOnce() {
        reading.lock();
        try {
            read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        if (!mayRead()) {
            return;
        }
        Instant now = clock.instant();
        notBefore = now.plus(PAUSE);
        try {
            Metadata metadata = reader.read(source.get());
            Known read = new Known(metadata, now);
            if (!read.isValid(now)) {
                throw new UnacceptableException("validUntil: over");
            }
            known = Optional.of(read);
            trouble = Optional.empty();
        } catch (UnacceptableException | UpstreamUnavailableException e) {
            problem = String.valueOf(e.getMessage());
            if (known.filter(one -> one.isValid(now)).isPresent()) {
                // Where nothing is known, whoever needed it is told, and logs it.
                Instant last = known.get().at().truncatedTo(ChronoUnit.SECONDS);
                trouble = Optional.of("metadata of " + name + " were read last at " + last + ": " + problem);
                log.warn("SAML metadata of {} could not be read again: {}", name, problem);
            }
        }
    }
}
