package io.narthex.itests.container;

import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import io.narthex.itests.Ports;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;

/** The container of {@link ContainerSuite}: the built archive, on a free port. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public abstract class ContainerTest {
    private static final String ISSUER = "narthex.issuer";

    @Configuration
    public Option[] configuration() {
        int port = Ports.free();
        String issuer = "http://127.0.0.1:" + port + "/dex";
        List<Option> options = new ArrayList<>();
        options.add(karafDistributionConfiguration()
                .frameworkUrl(
                        new File(System.getProperty("narthex.archive")).toURI().toString())
                .karafVersion(System.getProperty("karaf.version"))
                .useDeployFolder(false)
                .unpackDirectory(new File("target/container")));
        options.add(keepRuntimeFolder());
        options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
        options.add(editConfigurationFilePut(
                "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", Integer.toString(port)));
        options.add(editConfigurationFilePut("etc/narthex.provider.cfg", "issuer", issuer));
        options.add(systemProperty(ISSUER).value(issuer));
        // Pax Exam brings bundles of its own, from a repository that the build lays out.
        options.add(editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.defaultRepositories",
                "${karaf.home.uri}${karaf.default.repository}@id=system.repository,"
                        + new File(System.getProperty("narthex.examRepository")).toURI() + "@id=exam"));
        Stream.of("java.base/java.security", "java.base/java.net", "java.base/java.lang", "java.base/java.util")
                .forEach(open -> {
                    options.add(vmOption("--add-opens"));
                    options.add(vmOption(open + "=ALL-UNNAMED"));
                });
        Stream.of(
                        "www.protocol.file",
                        "www.protocol.http",
                        "www.protocol.https",
                        "www.protocol.jar",
                        "www.content.text")
                .map(name -> "--add-exports=java.base/sun.net." + name + "=ALL-UNNAMED")
                .forEach(option -> options.add(vmOption(option)));
        return options.toArray(Option[]::new);
    }

    /** The address under which the container serves. */
    protected static URI issuer() {
        return URI.create(System.getProperty(ISSUER));
    }
}
