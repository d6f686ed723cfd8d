package dev.mesh.demo.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From product to order page, on a cluster.
 */
@ClusterTest
class ShopInBrowserIntegrationTests {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path PICTURES = Path.of("target", "screenshots");

	@Test
	@EnabledIf(value = "chromiumIsInstalled",
			disabledReason = "There is no /usr/bin/chromium or chromedriver. Run: apt-get install chromium chromium-driver")
	void aVisitorBuysATeapot(DemoCluster cluster) throws IOException {
		ChromeDriver browser = browser();
		try {
			buy(browser, cluster);
		}
		finally {
			browser.quit();
		}
	}

	private static void buy(ChromeDriver browser, DemoCluster cluster) throws IOException {
		browser.get(cluster.node(1).uri("/").toString());
		see(browser, "a[href='/products/teapot']");
		assertThat(browser.findElements(By.cssSelector(".card"))).hasSizeGreaterThanOrEqualTo(40);
		shoot(browser, "home");
		search(browser, "tea");
		see(browser, "a[href='/products/teapot']").click();
		assertThat(see(browser, ".product .price").getText()).isEqualTo("€46.00");
		see(browser, ".more .card");
		shoot(browser, "product");
		new Select(see(browser, "#currency")).selectByValue("USD");
		until(browser, ".product .price", "$53.07");
		see(browser, "#add button").click();
		until(browser, "#cart-count", "1");
		shoot(browser, "added");
		see(browser, "#cart-link").click();
		until(browser, ".lines .amount", "$53.07");
		shoot(browser, "cart");
		see(browser, ".panel .button").click();
		see(browser, "#checkout button").click();
		until(browser, "#checkout-error", "Write an e-mail address, as in ada@example.com.");
		shoot(browser, "checkout");
		see(browser, "input[name=email]").sendKeys("ada@example.com");
		WebElement card = see(browser, "input[name=card]");
		card.clear();
		card.sendKeys("4000000000000002");
		see(browser, "#checkout button").click();
		until(browser, "#checkout-error", "The issuer declined the card ending in 0002. Use another card.");
		card.clear();
		card.sendKeys("4242424242424242");
		see(browser, "#checkout button").click();
		String orderId = see(browser, "#order-id").getText();
		assertThat(browser.getCurrentUrl()).endsWith("/orders/" + orderId);
		assertThat(servedBy(browser)).hasSize(8).allSatisfy((node) -> assertThat(cluster.names()).contains(node));
		shoot(browser, "order");
		for (DemoNode node : cluster.nodes()) {
			assertThat(node.get("/api/orders/" + orderId).statusCode()).isEqualTo(200);
		}
		lookAround(browser, cluster);
	}

	private static void lookAround(ChromeDriver browser, DemoCluster cluster) throws IOException {
		browser.get(cluster.node(1).uri("/cart").toString());
		until(browser, ".empty h1", "Your cart is empty");
		shoot(browser, "empty-cart");
		browser.get(cluster.node(1).uri("/orders/none").toString());
		until(browser, ".empty h1", "Not on this globe");
		browser.manage().window().setSize(new Dimension(500, 900));
		browser.get(cluster.node(1).uri("/?category=Wear").toString());
		see(browser, "a[href='/products/bobble-hat']");
		shoot(browser, "narrow");
		assertThat(browser.executeScript("return document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		assertThat(browser.manage().logs().get("browser").getAll())
			.filteredOn((entry) -> !entry.getMessage().contains("404") && !entry.getMessage().contains("402"))
			.isEmpty();
	}

	private static List<String> servedBy(ChromeDriver browser) {
		return browser.findElements(By.cssSelector("#served-strip span")).stream().map(WebElement::getText).toList();
	}

	private static void search(ChromeDriver browser, String text) {
		WebElement field = see(browser, "#q");
		field.sendKeys(text);
		field.submit();
		new WebDriverWait(browser, Duration.ofSeconds(20))
			.until(ExpectedConditions.numberOfElementsToBeLessThan(By.cssSelector(".card"), 10));
	}

	private static WebElement see(ChromeDriver browser, String selector) {
		return new WebDriverWait(browser, Duration.ofSeconds(20)).ignoring(StaleElementReferenceException.class)
			.until(ExpectedConditions.elementToBeClickable(By.cssSelector(selector)));
	}

	private static void until(ChromeDriver browser, String selector, String text) {
		new WebDriverWait(browser, Duration.ofSeconds(20))
			.until(ExpectedConditions.textToBe(By.cssSelector(selector), text));
	}

	private static void shoot(ChromeDriver browser, String name) throws IOException {
		Files.createDirectories(PICTURES);
		Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
	}

	private static ChromeDriver browser() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
				"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=en-US",
				"--window-size=1280,1100");
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(new File(DRIVER.toString()))
			.usingAnyFreePort()
			.build();
		return new ChromeDriver(service, options);
	}

	static boolean chromiumIsInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

}
