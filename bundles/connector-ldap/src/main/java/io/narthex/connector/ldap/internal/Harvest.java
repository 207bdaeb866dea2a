package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import io.narthex.connector.UpstreamUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what a search brings in, so many entries and so long at most, whatever the server makes of the limits that it was
 * told. References to other servers are left alone.
 */
final class Harvest implements SearchResultListener {

    private static final long serialVersionUID = 1L;

    private final transient List<Entry> entries = new ArrayList<>();
    private final int most;
    private final long deadline;

    Harvest(int most, Duration patience) {
        this.most = most;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
        if (entries.size() >= most) {
            throw new UpstreamUnavailableException("expected at most " + most + " entries, got more");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new UpstreamUnavailableException("expected all entries in time, got " + entries.size());
        }
        entries.add(entry);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
        // never followed: it would send the service account's password to a server that the operator did not name
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
