package io.narthex.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Assume;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser without a screen, with a profile of its own. */
public final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens one. Where Debian's packages are missing, the test is reported as skipped. */
    public static Chromium open() {
        Assume.assumeTrue("Debian package chromium is missing", Files.isExecutable(BROWSER));
        Assume.assumeTrue("Debian package chromium-driver is missing", Files.isExecutable(DRIVER));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--window-size=1280,900",
                "--user-data-dir=" + profile());
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    /** Goes to an address. */
    public void go(Object address) {
        driver.get(address.toString());
    }

    /** The first element that a CSS selector finds, once there is one that can be seen. */
    public WebElement see(String selector) {
        return new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(selector)));
    }

    /** The text of an element that need not be seen, such as one that is folded away. */
    public String hiddenText(String selector) {
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("textContent"));
    }

    /** Types into a field, in the place of what is there. */
    public void type(String selector, String text) {
        WebElement field = see(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Clicks. */
    public void click(String selector) {
        see(selector).click();
    }

    /** Waits until the address contains something. */
    public void waitForAddress(String part) {
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.urlContains(part));
    }

    /** The text that can be seen. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** The address in the address bar. */
    public String address() {
        return String.valueOf(driver.getCurrentUrl());
    }

    /** What the browser's console says is wrong: policy violations, missing files, errors in scripts. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Shows pages from now on as a phone does whose screen is that wide, in CSS pixels. */
    public void becomePhone(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 2 * width, "deviceScaleFactor", 2, "mobile", true));
    }

    /** How wide the page is, in CSS pixels: wider than the screen if somebody has to scroll sideways. */
    public int pageWidth() {
        return Integer.parseInt(String.valueOf(driver.executeScript("return document.documentElement.scrollWidth")));
    }

    /** The browser itself, for what is not above. */
    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static Path profile() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
