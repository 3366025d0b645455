package main

import (
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// Files labelled with categories of their own are compared with the shipped
// topics by groups that both can be led to. Restaurants:
//
//	group     SemEval and ACOS                MAMS             topics
//	food      FOOD#*, DRINKS#* but prices     food             food, variety
//	service   SERVICE#*                       staff, service   service, waiting, delivery, after_sales
//	price     *#PRICES                        price            price, billing
//	ambience  AMBIENCE#*                      ambience         environment but location, facilities, comfort
//	location  LOCATION#*                                       environment/location
//
// Laptops (ACOS), by the entity: BATTERY and POWER_SUPPLY are battery, DISPLAY
// screen, KEYBOARD, MOUSE, PORTS and drives accessories, SUPPORT and WARRANTY
// service, OS and SOFTWARE software, CPU, MEMORY, HARD_DISC, GRAPHICS,
// FANS&COOLING, HARDWARE and MOTHERBOARD performance, MULTIMEDIA_DEVICES sound;
// of the LAPTOP by the attribute: PRICE, QUALITY, OPERATION_PERFORMANCE,
// DESIGN_FEATURES, USABILITY, PORTABILITY, CONNECTIVITY.
//
// What is said of the whole (RESTAURANT#GENERAL, LAPTOP#GENERAL, COMPANY,
// MISCELLANEOUS, "place" and "menu" of MAMS) has no topic and is left out on
// both sides.

// leftOut is the group of categories that no topic answers to.
const leftOut = "-"

// entityGroups are the groups by what stands before the #, or of MAMS.
var entityGroups = map[string]string{
	"FOOD": "food", "DRINKS": "food", "SERVICE": "service", "AMBIENCE": "ambience", "LOCATION": "location", "RESTAURANT": leftOut,
	"food": "food", "staff": "service", "service": "service", "price": "price", "ambience": "ambience",
	"place": leftOut, "menu": leftOut, "miscellaneous": leftOut,
	"BATTERY": "battery", "POWER_SUPPLY": "battery", "DISPLAY": "screen", "KEYBOARD": "accessories", "MOUSE": "accessories",
	"PORTS": "accessories", "OPTICAL_DRIVES": "accessories", "SUPPORT": "service", "WARRANTY": "service", "SHIPPING": "delivery",
	"OS": "software", "SOFTWARE": "software", "CPU": "performance", "MEMORY": "performance", "HARD_DISC": "performance",
	"GRAPHICS": "performance", "FANS&COOLING": "performance", "HARDWARE": "performance", "MOTHERBOARD": "performance",
	"MULTIMEDIA_DEVICES": "sound", "COMPANY": leftOut,
}

// laptopGroups are the groups of the laptop as a whole, by attribute.
var laptopGroups = map[string]string{
	"PRICE": "price", "QUALITY": "quality", "OPERATION_PERFORMANCE": "performance", "DESIGN_FEATURES": "design",
	"USABILITY": "usability", "PORTABILITY": "size", "CONNECTIVITY": "software",
}

// categoryGroup is the group of a category, "" if it is no category that is
// known.
func categoryGroup(category string) string {
	entity, attribute, _ := strings.Cut(category, "#")
	switch {
	case strings.HasPrefix(attribute, "PRICE"):
		return "price"
	case entity == "LAPTOP":
		if g, ok := laptopGroups[attribute]; ok {
			return g
		}
		return leftOut
	case strings.Contains(category, "#") && entityGroups[entity] == "":
		return leftOut
	}
	return entityGroups[entity]
}

// topicGroup is the group of a topic.
func topicGroup(topic feedback.Category) string {
	top, part, _ := strings.Cut(string(topic), "/")
	switch top {
	case "food", "variety":
		return "food"
	case "service", "waiting", "after_sales":
		return "service"
	case "price", "billing":
		return "price"
	case "environment":
		if part == "location" {
			return "location"
		}
		return "ambience"
	case "facilities", "comfort":
		return "ambience"
	case "product":
		switch part {
		case "durability":
			return "quality"
		case "function":
			return "design"
		case "camera":
			return "sound"
		case "":
			return leftOut
		}
		return part
	case "software", "usability", "delivery":
		return top
	}
	return leftOut
}

func inGroups(wanted []labelled) []labelled {
	var out []labelled
	for _, w := range wanted {
		out = appendGroup(out, labelled{categoryGroup(w.what), w.polarity})
	}
	return out
}

func topicGroups(found []feedback.Aspect) []labelled {
	var out []labelled
	for _, a := range found {
		out = appendGroup(out, labelled{topicGroup(a.Topic), a.Polarity})
	}
	return out
}

func appendGroup(list []labelled, l labelled) []labelled {
	if l.what == leftOut || slices.Contains(list, l) {
		return list
	}
	return append(list, l)
}
