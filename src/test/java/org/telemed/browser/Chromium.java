package org.telemed.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium without a screen, with a fake camera and microphone that need no permission. */
final class Chromium implements AutoCloseable {

    private static final String[] FLAGS = {
        "--headless=new",
        "--no-sandbox", // containers run tests as root
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream=device-count=2,fps=15",
        "--auto-select-desktop-capture-source=Entire screen",
        "--autoplay-policy=no-user-gesture-required",
        // The windows of one test cover each other
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--disable-background-timer-throttling",
        // Two processes on one machine need no other network
        "--disable-features=WebRtcHideLocalIpsWithMdns,CalculateNativeWinOcclusion",
        "--window-size=1200,960",
    };

    /** Keeps the page's peer connections, to ask them what media they carry. No subclass: the SDK calls methods of the prototype. */
    private static final String KEEP_CONNECTIONS = """
            window.peerConnections = [];
            const Native = window.RTCPeerConnection;
            window.RTCPeerConnection = function (...settings) {
              const connection = new Native(...settings);
              window.peerConnections.push(connection);
              return connection;
            };
            window.RTCPeerConnection.prototype = Native.prototype;
            """;

    /** Selenium warns of a Chromium newer than itself, whose developer tools it would not know. They are not used by name. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final List<BrowserWindow> open = new ArrayList<>();

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium start(String... moreFlags) {
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toFile());
        options.addArguments(FLAGS);
        options.addArguments(moreFlags);
        options.setCapability("goog:loggingPrefs", logs);
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.ACCEPT);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver().orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
        return new Chromium(driver);
    }

    /** A window of its own, with a session storage of its own. */
    BrowserWindow newWindow() {
        String handle;
        if (open.isEmpty()) {
            handle = driver.getWindowHandle();
        } else {
            driver.switchTo().window(driver.getWindowHandles().iterator().next());
            WebDriver window = driver.switchTo().newWindow(WindowType.WINDOW);
            handle = window.getWindowHandle();
        }
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", KEEP_CONNECTIONS));
        BrowserWindow window = new BrowserWindow(driver, handle);
        open.add(window);
        return window;
    }

    /** Photographs all windows, and prints what they read and what their pages wrote. */
    void photographAll(String name) {
        for (int i = 0; i < open.size(); i++) {
            try {
                open.get(i).photographedAs(name + "-" + i);
                System.out.println(open.get(i).address() + "\n" + open.get(i).text());
            } catch (WebDriverException closed) {
                System.out.println("window " + i + " is gone: " + closed.getRawMessage());
            }
        }
        consoleMessages().forEach(System.out::println);
    }

    /** Closes all windows but an empty one. */
    void closeWindows() {
        driver.switchTo().window(driver.getWindowHandles().iterator().next()); // a test may have closed the last one
        String empty = driver.switchTo().newWindow(WindowType.WINDOW).getWindowHandle();
        for (String handle : driver.getWindowHandles()) {
            if (!handle.equals(empty)) {
                driver.switchTo().window(handle).close();
            }
        }
        driver.switchTo().window(empty);
        open.clear();
    }

    /** What pages wrote to the console since the last call. */
    List<String> consoleMessages() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }

    static Optional<Path> browser() {
        return program("chromium", "chromium-browser", "google-chrome");
    }

    static Optional<Path> driver() {
        return program("chromedriver");
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
