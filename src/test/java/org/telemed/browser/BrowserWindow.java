package org.telemed.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** One window of the browser. Each call looks at this window, whichever was looked at before. */
final class BrowserWindow {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;
    private final String handle;

    BrowserWindow(ChromeDriver driver, String handle) {
        this.driver = driver;
        this.handle = handle;
    }

    ChromeDriver driver() {
        driver.switchTo().window(handle);
        return driver;
    }

    void opens(String url) {
        driver().get(url);
    }

    String address() {
        return driver().getCurrentUrl();
    }

    void resizedTo(int width, int height) {
        driver().manage().window().setSize(new Dimension(width, height));
    }

    /** Waits until that element is there. */
    WebElement sees(String css) {
        return await("the element " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(BrowserWindow::isBetweenTwoPages)
                .until(() -> driver().findElement(By.cssSelector(css)), WebElement::isDisplayed);
    }

    /** Waits until no such element is there. */
    void seesNo(String css) {
        await("no element " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> driver().findElements(By.cssSelector(css)).isEmpty());
    }

    /** Waits until there are as many. */
    void sees(int count, String css) {
        await(count + " elements " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> driver().findElements(By.cssSelector(css)).size() == count);
    }

    /** Waits until the page says so. */
    void reads(String text) {
        await("the text " + text)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(BrowserWindow::isBetweenTwoPages)
                .until(() -> text().contains(text));
    }

    /** While React or a navigation replaces what is shown. */
    private static boolean isBetweenTwoPages(Throwable thrown) {
        return thrown instanceof NoSuchElementException || thrown instanceof StaleElementReferenceException;
    }

    boolean has(String css) {
        return !driver().findElements(By.cssSelector(css)).isEmpty();
    }

    String text() {
        return driver().findElement(By.tagName("body")).getText();
    }

    /** Waits until it can be pressed, and presses it. */
    void presses(String css) {
        await("a click on " + css)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(BrowserWindow::isBetweenTwoPages)
                .until(() -> {
                    WebElement button = driver().findElement(By.cssSelector(css));
                    boolean ready = button.isDisplayed() && button.isEnabled();
                    if (ready) {
                        button.click();
                    }
                    return ready;
                });
    }

    Object runs(String script, Object... arguments) {
        return driver().executeScript(script, arguments);
    }

    Object runsAsync(String script, Object... arguments) {
        return driver().executeAsyncScript(script, arguments);
    }

    @SuppressWarnings("unchecked") // the script returns a list of objects
    List<Map<String, Object>> listFrom(String script) {
        return (List<Map<String, Object>>) runsAsync(script);
    }

    void reloads() {
        driver().navigate().refresh();
    }

    void closes() {
        driver().close();
    }

    /** A picture of the window, for whoever looks into {@code target/screenshots}. */
    byte[] photographedAs(String name) {
        byte[] picture = driver().getScreenshotAs(OutputType.BYTES);
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), picture);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return picture;
    }
}
