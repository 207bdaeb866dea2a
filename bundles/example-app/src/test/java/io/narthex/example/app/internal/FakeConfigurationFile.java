package io.narthex.example.app.internal;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import io.narthex.settings.files.ConfigurationValue;
import io.narthex.settings.files.NamedReader;
import io.narthex.settings.files.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One configuration file that a test edits; as with the real thing, what the reader refuses changes nothing. */
final class FakeConfigurationFile implements ConfigurationFiles {

    private final List<Runnable> edits = new ArrayList<>();
    private Optional<Map<String, String>> file = Optional.empty();

    void edit(Map<String, String> settings) {
        file = Optional.of(settings);
        List.copyOf(edits).forEach(Runnable::run);
    }

    @Override
    public <T> ConfigurationValue<T> value(String pid, Function<Settings, T> reader) {
        Value<T> value = new Value<>(reader);
        edits.add(value::read);
        value.read();
        return value;
    }

    @Override
    public <T> ConfigurationSet<T> set(String pid, NamedReader<T> reader, Function<? super T, String> id) {
        throw new UnsupportedOperationException("there is one file only");
    }

    @Override
    public <T> ConfigurationSet<Proposal<T>> proposals(
            String pid, NamedReader<T> reader, Function<? super T, String> id) {
        throw new UnsupportedOperationException("there is one file only");
    }

    private final class Value<T> implements ConfigurationValue<T> {

        private final Function<Settings, T> reader;
        private Optional<T> current = Optional.empty();
        private Runnable listener = () -> {};

        private Value(Function<Settings, T> reader) {
            this.reader = reader;
        }

        private void read() {
            try {
                current = file.map(Settings::of).map(reader);
                listener.run();
            } catch (InvalidSettingException e) {
                // what was read before stays
            }
        }

        @Override
        public Optional<T> current() {
            return current;
        }

        @Override
        public void onChange(Runnable told) {
            listener = told;
        }

        @Override
        public void close() {
            listener = () -> {};
        }
    }
}
