package dev.mesh.demo.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every page of the shop is the same document; its script shows what the address says.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final String DOCUMENT = "forward:/index.html";

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addViewController("/products/{sku}").setViewName(DOCUMENT);
		registry.addViewController("/cart").setViewName(DOCUMENT);
		registry.addViewController("/checkout").setViewName(DOCUMENT);
		registry.addViewController("/orders/{orderId}").setViewName(DOCUMENT);
	}

}
