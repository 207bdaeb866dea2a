package io.narthex.provider.internal.connector;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.files.Proposal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Definitions that a test changes as it likes; keeps the last good ones as files do. */
final class FakeDefinitions implements ConnectorDefinitions {

    final Map<String, ConnectorDefinition> lastGood = new ConcurrentHashMap<>();
    final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, Proposal<ConnectorDefinition>> proposals = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    void define(String id, String type, String name, Map<String, String> settings) {
        proposals.put(id, new FakeProposal(new ConnectorDefinition(id, type, name, settings)));
        listeners.forEach(Runnable::run);
    }

    void remove(String id) {
        proposals.remove(id);
        lastGood.remove(id);
        listeners.forEach(Runnable::run);
    }

    @Override
    public Map<String, Proposal<ConnectorDefinition>> current() {
        return Map.copyOf(proposals);
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private final class FakeProposal implements Proposal<ConnectorDefinition> {

        private final ConnectorDefinition value;

        FakeProposal(ConnectorDefinition value) {
            this.value = value;
        }

        @Override
        public ConnectorDefinition value() {
            return value;
        }

        @Override
        public Optional<ConnectorDefinition> lastGood() {
            return Optional.ofNullable(lastGood.get(value.id())).filter(good -> !good.equals(value));
        }

        @Override
        public void accept() {
            lastGood.put(value.id(), value);
        }

        @Override
        public void refuse(InvalidSettingException problem) {
            refusals.add(String.valueOf(problem.getMessage()));
        }
    }
}
