package dev.mesh.demo.web;

import java.io.IOException;

import dev.mesh.demo.NodeName;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names the node that answers on every response, errors included.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ServingNodeFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Mesh-Node";

	private final NodeName node;

	ServingNodeFilter(NodeName node) {
		this.node = node;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HEADER, this.node.get());
		chain.doFilter(request, response);
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
