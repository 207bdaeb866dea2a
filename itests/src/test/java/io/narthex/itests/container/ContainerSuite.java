package io.narthex.itests.container;

import org.junit.runner.RunWith;
import org.junit.runners.Suite;

/** Every test that runs inside the framework. As one suite they share one container, which starts once. */
@RunWith(Suite.class)
@Suite.SuiteClasses({FeaturesTest.class})
public class ContainerSuite {}
