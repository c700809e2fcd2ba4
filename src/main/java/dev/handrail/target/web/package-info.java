/** HTTP services and Prometheus, through the JDK's own client. Touches no database and no file. */
@NullMarked
package dev.handrail.target.web;

import org.jspecify.annotations.NullMarked;
